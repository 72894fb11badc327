package org.backupmanager.engine.internal.archive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.backupmanager.content.Piece;

/** Where a sparse file has data, as GNU tar 1.0 writes it in front of the data: decimal numbers, a line each. */
final class SparseMap {

    private static final int RECORD = 512;

    private final byte[] bytes;
    private final long length;
    private final long data;

    SparseMap(List<Piece> pieces) {
        var stretches = new StringBuilder();
        int count = 0;
        long at = 0;
        long begin = -1;
        long stored = 0;
        for (Piece piece : pieces) {
            if (piece.isHole() && begin >= 0) {
                stretches.append(begin).append('\n').append(at - begin).append('\n');
                count++;
                begin = -1;
            } else if (!piece.isHole()) {
                begin = begin < 0 ? at : begin;
                stored += piece.length();
            }
            at += piece.length();
        }
        // the last one, which is empty where the file ends in a hole
        long last = begin < 0 ? at : begin;
        stretches.append(last).append('\n').append(at - last).append('\n');
        byte[] text = (count + 1 + "\n" + stretches).getBytes(StandardCharsets.US_ASCII);
        bytes = Arrays.copyOf(text, (text.length + RECORD - 1) / RECORD * RECORD);
        length = at;
        data = stored;
    }

    /** The map, padded to whole records. */
    byte[] bytes() {
        return bytes;
    }

    /** Bytes of the file with its holes. */
    long length() {
        return length;
    }

    /** Bytes of the file without its holes. */
    long data() {
        return data;
    }
}
