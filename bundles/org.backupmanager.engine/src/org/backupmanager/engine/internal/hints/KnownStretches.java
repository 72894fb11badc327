package org.backupmanager.engine.internal.hints;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

import org.backupmanager.model.ItemPath;
import org.backupmanager.pipeline.Content;
import org.backupmanager.pipeline.PackedInput;
import org.backupmanager.pipeline.PackedOutput;
import org.backupmanager.session.BackupException;
import org.backupmanager.source.Stretch;

/**
 * Remembers where the bytes of large items lay when they were stored: a file for each item. What is remembered counts
 * only for exactly the content that it was written with, so that it does not matter which of the sessions since then
 * were committed. A file that is damaged, or of another item, counts as none.
 *
 * @param folder that is there
 */
record KnownStretches(Path folder) {

    private static final int FORM = 1;
    private static final int MOST = 1 << 20;

    /**
     * What was known of an item.
     *
     * @param content fingerprint of the content
     * @param proven whether all of its bytes were read since it was stored with the help of hints
     * @param stretches that it consisted of
     */
    record Known(byte[] content, boolean proven, List<Stretch> stretches) {

        boolean isOf(Content other) {
            return Arrays.equals(content, fingerprint(other));
        }
    }

    void save(ItemPath path, Content content, boolean proven, List<Stretch> stretches) throws IOException {
        var out = new PackedOutput(1024);
        out.u8(FORM).block(path.bytes()).block(fingerprint(content)).u8(proven ? 1 : 0).number(stretches.size());
        long end = 0;
        for (Stretch stretch : stretches) {
            out.number(stretch.start() - end).number(stretch.length()).u64(stretch.origin()).number(stretch.place())
                    .u64(stretch.version());
            end = stretch.end();
        }
        var crc = new CRC32C();
        crc.update(out.array(), 0, out.length());
        out.u64(crc.getValue());
        Path file = file(path);
        Path made = Files.createTempFile(folder, "new", "");
        Files.write(made, out.toArray());
        replace(made, file);
    }

    private static void replace(Path made, Path file) throws IOException {
        try {
            Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException inSteps) {
            Files.move(made, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** What is known of an item. */
    Optional<Known> load(ItemPath path) throws IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file(path));
        } catch (NoSuchFileException nothing) {
            return Optional.empty();
        }
        var crc = new CRC32C();
        crc.update(bytes, 0, Math.max(0, bytes.length - Long.BYTES));
        try {
            var end = new PackedInput("stretches", bytes, Math.max(0, bytes.length - Long.BYTES), bytes.length);
            var in = new PackedInput("stretches", bytes, 0, Math.max(0, bytes.length - Long.BYTES));
            if (end.u64() != crc.getValue() || in.u8() != FORM || !Arrays.equals(in.block(), path.bytes())) {
                return Optional.empty();
            }
            return Optional.of(read(in));
        } catch (BackupException damaged) {
            return Optional.empty();
        }
    }

    private static Known read(PackedInput in) throws BackupException {
        byte[] content = in.block();
        boolean proven = in.u8() == 1;
        int count = in.number(MOST);
        List<Stretch> stretches = new ArrayList<>(count);
        long end = 0;
        for (int i = 0; i < count; i++) {
            var stretch = new Stretch(end + in.number(), in.number(), in.u64(), in.number(), in.u64());
            stretches.add(stretch);
            end = stretch.end();
        }
        return new Known(content, proven, stretches);
    }

    void forget(ItemPath path) throws IOException {
        Files.deleteIfExists(file(path));
    }

    private Path file(ItemPath path) {
        return folder.resolve(HexFormat.of().formatHex(sha256(path.bytes()), 0, 20));
    }

    private static byte[] fingerprint(Content content) {
        var packed = new PackedOutput(1024);
        content.write(packed);
        return sha256(packed.toArray());
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
