package org.backupmanager.content;

/**
 * One stretch of an item's content, in order: a slice, or a hole of zeros that is stored nowhere.
 *
 * @param slice the slice, or {@link SliceId#HOLE}
 * @param length bytes, 1 or more
 */
public record Piece(SliceId slice, long length) {

    public Piece {
        if (length < 1) {
            throw new IllegalArgumentException("a piece has at least one byte, not " + length);
        }
    }

    /** A run of zeros. */
    public static Piece hole(long length) {
        return new Piece(SliceId.HOLE, length);
    }

    public boolean isHole() {
        return slice.equals(SliceId.HOLE);
    }
}
