package org.backupmanager.content;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What a stored cabinet holds: the ids of its slices, in order, and where each lies. The position of a slice in {@code
 * slices} is its ordinal.
 * Arrays are not copied; nobody changes them.
 *
 * @param id the cabinet
 * @param kind what its slices are
 * @param size bytes of the stored object
 * @param slices the ids, 32 bytes each
 * @param layout frames and lengths as the format packs them; only the pipeline reads them
 */
public record CabinetDirectory(CabinetId id, Kind kind, long size, byte[] slices, byte[] layout) {

    /** What the slices of a cabinet are. The ordinal is stored: new kinds go to the end. */
    public enum Kind {
        /** Content of items. */
        CONTENT,
        /** Directory records and lists of pieces: what a register wants at hand. */
        DIRECTORY
    }

    public CabinetDirectory {
        if (slices.length % SliceId.LENGTH != 0) {
            throw new IllegalArgumentException("slice ids have 32 bytes each, not " + slices.length + " together");
        }
    }

    /** How many slices the cabinet holds. */
    public int count() {
        return slices.length / SliceId.LENGTH;
    }

    /** The id of the slice at that place, from 0. */
    public SliceId slice(int ordinal) {
        return SliceId.read(ByteBuffer.wrap(slices, ordinal * SliceId.LENGTH, SliceId.LENGTH));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CabinetDirectory directory && id.equals(directory.id) && kind == directory.kind
                && size == directory.size && Arrays.equals(slices, directory.slices)
                        && Arrays.equals(layout, directory.layout);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "cabinet " + id + ", " + count() + " slices, " + size + " bytes";
    }
}
