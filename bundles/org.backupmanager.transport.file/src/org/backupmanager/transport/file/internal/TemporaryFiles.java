package org.backupmanager.transport.file.internal;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

import org.backupmanager.session.BackupException;

/**
 * Files in the making, in the folder {@code .tmp} of a storage. A name says which process on which machine writes the
 * file, so that what a crash left
 * behind can be told from what somebody else is writing just now.
 */
final class TemporaryFiles {

    /** Nobody writes one object for so long. */
    private static final Duration STALE = Duration.ofDays(1);
    private static final Pattern NAME = Pattern.compile("([0-9a-f]{8})-([0-9]+)-[0-9a-f]{16}");
    /** The origin where processes cannot be told apart; nobody has it. */
    private static final String UNKNOWN = "unknown";

    private final StorageFolder storage;
    private final Path folder;
    private final String origin;
    private final long process;
    private final RandomGenerator chance;

    TemporaryFiles(StorageFolder storage, RandomGenerator chance) {
        this.storage = storage;
        this.folder = storage.root().resolve(".tmp");
        this.origin = origin();
        this.process = ProcessHandle.current().pid();
        this.chance = chance;
    }

    /** Where to write one object; closing it removes what is still there. */
    Draft begin() throws IOException, BackupException {
        storage.make(folder);
        String from = origin.equals(UNKNOWN) ? "00000000" : origin;
        return new Draft(folder.resolve("%s-%d-%016x".formatted(from, process, chance.nextLong())));
    }

    /**
     * Removes what crashes left behind: files of processes of this machine that are no more, and files older than a
     * day. A failure costs room only.
     */
    void sweep(Instant now) {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (isLeftBehind(file, now)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            System.getLogger(TemporaryFiles.class.getName()).log(Level.INFO, "temporary files stay in " + folder, e);
        }
    }

    private boolean isLeftBehind(Path file, Instant now) throws IOException {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (!name.matches()) {
            return false;
        }
        if (name.group(1).equals(origin) && ProcessHandle.of(Long.parseLong(name.group(2))).isEmpty()) {
            return true;
        }
        return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant().isBefore(now.minus(STALE));
    }

    /** Where process numbers mean the same: one start of one machine, and one container on it. */
    private static String origin() {
        try {
            String text = Files.readString(Path.of("/proc/sys/kernel/random/boot_id"))
                    + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
            var crc = new CRC32();
            crc.update(text.getBytes(StandardCharsets.UTF_8));
            return "%08x".formatted(crc.getValue());
        } catch (IOException | UnsupportedOperationException e) {
            return UNKNOWN; // not Linux: age alone decides
        }
    }

    /**
     * One file in the making.
     *
     * @param path of the file, which is made by the first who writes
     */
    record Draft(Path path) implements AutoCloseable {

        @Override
        public void close() throws IOException {
            Files.deleteIfExists(path);
        }
    }
}
