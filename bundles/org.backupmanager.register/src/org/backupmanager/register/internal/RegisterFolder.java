package org.backupmanager.register.internal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;

/**
 * What lies where in the folder of a register, and whether it is one.
 *
 * @param root the folder, absolute
 */
record RegisterFolder(Path root) {

    /** Files that are forced to the disk at once. */
    private static final int FORCING = 16;

    /** Derby reads this file once, when the first database of a process boots. */
    private static final String DERBY_SETTINGS = """
            # Errors reach the caller; a log beside them would only tell others what is backed up.
            derby.stream.error.method=java.io.OutputStream.nullOutputStream
            # Nobody manages this database from outside, and loading JMX takes a third of the time to boot.
            derby.module.mgmt.jmx=org.apache.derby.impl.services.jmxnone.NoManagementService
            # The tables are small and read by their keys.
            derby.storage.indexStats.auto=false
            """;

    Path database() {
        return root.resolve("database");
    }

    Path shelf() {
        return root.resolve("slices");
    }

    Path index() {
        return root.resolve("index");
    }

    Path frames() {
        return root.resolve("frames");
    }

    Path lock() {
        return root.resolve("lock");
    }

    /** Is there from before the database is made until it can be used. */
    private Path unfinished() {
        return root.resolve("unfinished");
    }

    private Path derbySettings() {
        return root.resolve("derby.properties");
    }

    /** Makes the folder where it is missing, for its owner alone. */
    void create() throws IOException {
        if (!Files.isDirectory(root)) {
            Files.createDirectories(root, ownerOnly());
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        var rights = PosixFilePermissions.fromString("rwx------");
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(rights)};
    }

    /**
     * Whether a register has to be made here: the folder is empty, or making one was cut short.
     *
     * @throws BackupException {@code REGISTER_DAMAGED} where there are files, but no database
     */
    boolean isNew() throws IOException, BackupException {
        if (Files.exists(unfinished())) {
            return true;
        }
        if (Files.isDirectory(database())) {
            return false;
        }
        List<String> own = List.of(lock().getFileName().toString());
        try (Stream<Path> found = Files.list(root)) {
            if (found.anyMatch(path -> !own.contains(path.getFileName().toString()))) {
                throw new BackupException(Code.REGISTER_DAMAGED, root, "there are files, but not the database");
            }
        }
        return true;
    }

    /** Clears away what an attempt before may have left. */
    void begin() throws IOException {
        Files.writeString(unfinished(), "");
        for (Path path : List.of(database(), index(), frames(), shelf())) {
            deleteTree(path);
        }
    }

    /**
     * Waits until every file of the database is on disk; all at once, since a disk can do many in the time of a few.
     */
    void force() throws IOException {
        List<Path> paths;
        try (Stream<Path> all = Files.walk(database())) {
            paths = all.filter(Files::isRegularFile).toList();
        }
        List<Future<Void>> forced = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(FORCING)) {
            for (Path path : paths) {
                forced.add(threads.submit(() -> force(path)));
            }
        }
        for (Future<Void> one : forced) {
            if (one.state() == Future.State.FAILED) {
                throw new IOException(one.exceptionNow());
            }
        }
    }

    private static Void force(Path path) throws IOException {
        try (var file = new RandomAccessFile(path.toString(), "rw")) {
            file.getFD().sync();
            return null;
        }
    }

    /** The register can be used. */
    void finish() throws IOException {
        Files.delete(unfinished());
    }

    /**
     * Tells Derby where its settings are. The one place where a system property of Derby is set: it looks only when it
     * boots for the first time.
     */
    void prepareDerby() throws IOException {
        if (!Files.exists(derbySettings())) {
            Files.writeString(derbySettings(), DERBY_SETTINGS, StandardCharsets.ISO_8859_1);
        }
        if (System.getProperty("derby.system.home") == null) {
            System.setProperty("derby.system.home", root.toString());
        }
    }

    private static void deleteTree(Path top) throws IOException {
        if (Files.exists(top)) {
            try (Stream<Path> all = Files.walk(top)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
