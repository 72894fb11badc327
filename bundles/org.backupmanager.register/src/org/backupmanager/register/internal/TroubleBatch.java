package org.backupmanager.register.internal;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Trouble;
import org.backupmanager.session.BackupException;

/**
 * Many troubles as one value: their number, then for each time, severity and, with their lengths, code, path and
 * detail.
 */
final class TroubleBatch {

    private static final int FIXED = Long.BYTES + 5 * Integer.BYTES;

    private TroubleBatch() {
    }

    static byte[] pack(List<Trouble> troubles) {
        List<byte[]> texts = new ArrayList<>(3 * troubles.size());
        int size = Integer.BYTES;
        for (Trouble trouble : troubles) {
            texts.add(trouble.code().name().getBytes(StandardCharsets.UTF_8));
            texts.add(trouble.path().bytes());
            texts.add(trouble.detail().getBytes(StandardCharsets.UTF_8));
            size += FIXED;
        }
        for (byte[] text : texts) {
            size += text.length;
        }
        ByteBuffer out = ByteBuffer.allocate(size).putInt(troubles.size());
        for (int i = 0; i < troubles.size(); i++) {
            Trouble trouble = troubles.get(i);
            out.putLong(trouble.time().getEpochSecond()).putInt(trouble.time().getNano())
                    .putInt(trouble.severity().ordinal());
            for (byte[] text : texts.subList(3 * i, 3 * i + 3)) {
                out.putInt(text.length).put(text);
            }
        }
        return out.array();
    }

    /** Adds at most so many of the packed ones to the list. */
    static void unpack(byte[] packed, int limit, List<Trouble> to, Path folder) throws BackupException {
        try {
            ByteBuffer in = ByteBuffer.wrap(packed);
            for (int left = Math.min(in.getInt(), limit); left > 0; left--) {
                Instant time = Instant.ofEpochSecond(in.getLong(), in.getInt());
                Trouble.Severity severity = Trouble.Severity.values()[in.getInt()];
                Code code = Code.valueOf(new String(text(in), StandardCharsets.UTF_8));
                ItemPath path = ItemPath.of(text(in));
                to.add(new Trouble(time, path, code, severity, new String(text(in), StandardCharsets.UTF_8)));
            }
        } catch (BufferUnderflowException | IllegalArgumentException | DateTimeException | IndexOutOfBoundsException
                | NegativeArraySizeException e) {
            throw Failures.damaged(folder, "a batch of troubles cannot be read").because(e);
        }
    }

    private static byte[] text(ByteBuffer in) {
        int length = in.getInt();
        if (length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }
}
