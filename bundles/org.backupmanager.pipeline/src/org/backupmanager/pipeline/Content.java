package org.backupmanager.pipeline;

import java.util.List;

import org.backupmanager.content.Piece;
import org.backupmanager.content.SliceId;
import org.backupmanager.session.BackupException;

/**
 * The content of an item as a directory record holds it.
 *
 * @param depth 0: the pieces are the content; 1: the slices of the pieces hold packed lists of the content's pieces
 * @param length bytes of content
 * @param pieces in order
 */
public record Content(int depth, long length, List<Piece> pieces) {

    /** No bytes, and what kinds without content have. */
    public static final Content EMPTY = new Content(0, 0, List.of());

    /** Pieces in a list that is stored as slices of its own; longer contents get several such lists. */
    public static final int LIST_PIECES = 4096;

    private static final int MOST_PIECES = 1 << 24;

    public Content {
        pieces = List.copyOf(pieces);
    }

    /** The content that consists of these pieces. */
    public static Content of(List<Piece> pieces) {
        long length = 0;
        for (Piece piece : pieces) {
            length += piece.length();
        }
        return pieces.isEmpty() ? EMPTY : new Content(0, length, pieces);
    }

    /** Appends the packed form. */
    public void write(PackedOutput out) {
        out.u8(depth).number(length).number(pieces.size());
        for (Piece piece : pieces) {
            writePiece(piece, out);
        }
    }

    /** Reads the packed form. */
    public static Content read(PackedInput in) throws BackupException {
        int depth = in.u8();
        long length = in.number();
        int count = in.number(MOST_PIECES);
        if (depth > 1 || length < 0) {
            throw in.damaged();
        }
        if (count == 0) {
            return EMPTY;
        }
        return new Content(depth, length, readPieces(in, count));
    }

    /** The packed form of a list of pieces, as it is stored in slices of its own. */
    public static void writeList(List<Piece> pieces, PackedOutput out) {
        out.number(pieces.size());
        for (Piece piece : pieces) {
            writePiece(piece, out);
        }
    }

    /** Reads {@link #writeList}. */
    public static List<Piece> readList(PackedInput in) throws BackupException {
        return readPieces(in, in.number(LIST_PIECES));
    }

    private static void writePiece(Piece piece, PackedOutput out) {
        SliceId id = piece.slice();
        out.u64(id.a()).u64(id.b()).u64(id.c()).u64(id.d()).number(piece.length());
    }

    private static List<Piece> readPieces(PackedInput in, int count) throws BackupException {
        var pieces = new java.util.ArrayList<Piece>(Math.min(count, LIST_PIECES));
        for (int i = 0; i < count; i++) {
            var id = new SliceId(in.u64(), in.u64(), in.u64(), in.u64());
            long length = in.number();
            if (length < 1) {
                throw in.damaged();
            }
            pieces.add(new Piece(id, length));
        }
        return pieces;
    }
}
