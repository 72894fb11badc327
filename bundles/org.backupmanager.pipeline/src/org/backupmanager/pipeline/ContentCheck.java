package org.backupmanager.pipeline;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

import org.backupmanager.content.Piece;
import org.backupmanager.session.SessionCancelledException;

/** Says whether bytes that are there are those that were stored, without reading the storage. For one thread. */
public final class ContentCheck {

    private static final int BLOCK = 1 << 20;

    private final SliceHasher hasher;
    private final Gate gate;
    private byte[] bytes = new byte[BLOCK];

    /** @param gate asked before each read */
    public ContentCheck(SliceHasher hasher, Gate gate) {
        this.hasher = hasher;
        this.gate = gate;
    }

    /** Whether the source holds these pieces one after another, from its beginning. */
    public boolean matches(List<Piece> pieces, Source source) throws IOException, SessionCancelledException {
        long offset = 0;
        for (Piece piece : pieces) {
            if (!(piece.isHole() ? isZero(source, offset, piece.length()) : isSlice(source, offset, piece))) {
                return false;
            }
            offset += piece.length();
        }
        return true;
    }

    private boolean isSlice(Source source, long offset, Piece piece) throws IOException, SessionCancelledException {
        int length = Math.toIntExact(piece.length());
        if (bytes.length < length) {
            bytes = new byte[length];
        }
        return fill(source, offset, length) && hasher.id(bytes, 0, length).equals(piece.slice());
    }

    private boolean isZero(Source source, long offset, long length) throws IOException, SessionCancelledException {
        for (long at = offset; at < offset + length; at += BLOCK) {
            int some = (int) Math.min(BLOCK, offset + length - at);
            if (!fill(source, at, some) || Arrays.mismatch(bytes, 0, some, new byte[some], 0, some) >= 0) {
                return false;
            }
        }
        return true;
    }

    private boolean fill(Source source, long offset, int length) throws IOException, SessionCancelledException {
        ByteBuffer into = ByteBuffer.wrap(bytes, 0, length);
        while (into.hasRemaining()) {
            gate.pass();
            if (source.read(offset + into.position(), into) <= 0) {
                return false;
            }
        }
        return true;
    }

    /** Where the bytes are. */
    @FunctionalInterface
    public interface Source {

        /** Reads some bytes from there; 0 or less at the end. */
        int read(long offset, ByteBuffer into) throws IOException;
    }
}
