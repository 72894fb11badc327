package org.backupmanager.engine.internal.home;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files and folders that nobody but their owner can read, where the file system knows owners. */
final class OwnerOnly {

    private OwnerOnly() {
    }

    static void makeFolder(Path folder) throws IOException {
        Files.createDirectories(folder, permissions(folder, "rwx------"));
    }

    static FileChannel open(Path file, OpenOption... options) throws IOException {
        return FileChannel.open(file, Set.of(options), permissions(file, "rw-------"));
    }

    /** Writes a file in one step: whoever looks finds what was there before, or all that is there now. */
    static void replace(Path file, byte[] bytes) throws IOException {
        replace(file, bytes, false);
    }

    /** Writes a file in one step that outlives a power cut. */
    static void replaceForGood(Path file, byte[] bytes) throws IOException {
        replace(file, bytes, true);
        force(file.getParent());
    }

    private static void replace(Path file, byte[] bytes, boolean lasting) throws IOException {
        Path made = file.resolveSibling("." + file.getFileName() + ".new");
        Files.deleteIfExists(made);
        try (FileChannel out = open(made, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                out.write(rest);
            }
            if (lasting) {
                out.force(true);
            }
        }
        Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * A rename lasts when its folder is on the disk; where there are no POSIX permissions (Windows) a folder cannot be
     * opened for that.
     */
    private static void force(Path folder) throws IOException {
        if (isPosix(folder)) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static FileAttribute<?>[] permissions(Path path, String permissions) {
        if (!isPosix(path)) {
            return new FileAttribute<?>[0];
        }
        var attribute = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
        return new FileAttribute<?>[] {attribute};
    }
}
