package org.backupmanager.source;

/**
 * A stretch of an item's content that its file system keeps in one piece (an extent), as told by
 * {@link ItemContent#stretches}. Bytes of two stretches of one source are equal where origin and version are equal and
 * the place is the same. A hint, never a promise: it is compared with the bytes every so often.
 *
 * @param start of the stretch in the content, 0 or more
 * @param length bytes, 1 or more
 * @param origin what the bytes belong to, such as the place of an extent on the medium
 * @param place where in that the stretch begins
 * @param version of that; it is never used again when the bytes are others
 */
public record Stretch(long start, long length, long origin, long place, long version) {

    public Stretch {
        if (start < 0 || length < 1) {
            throw new IllegalArgumentException("no stretch: " + length + " bytes from " + start);
        }
    }

    /** Behind its last byte. */
    public long end() {
        return start + length;
    }

    /** Whether bytes at the same place of the content are the same, where both have any. */
    public boolean isSameAs(Stretch other) {
        return origin == other.origin && version == other.version && place - start == other.place - other.start;
    }
}
