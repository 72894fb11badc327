package org.backupmanager.pipeline;

import org.backupmanager.content.CabinetDirectory;
import org.backupmanager.pipeline.internal.Damage;
import org.backupmanager.session.BackupException;

/**
 * The plain bytes of one frame, and the proof for each of its slices. The array is not copied.
 *
 * @param directory of the cabinet
 * @param layout of the cabinet
 * @param frame its number
 * @param plain its bytes, from 0
 */
public record PlainFrame(CabinetDirectory directory, CabinetLayout layout, int frame, byte[] plain) {

    /**
     * Hashes a slice again; only after that its bytes, from {@link #offset} on, may be handed out.
     *
     * @param ordinal of a slice of this frame
     * @return bytes of the slice
     * @throws BackupException {@code OBJECT_DAMAGED} where the bytes are not those that the id names
     */
    public int check(int ordinal, SliceHasher hasher) throws BackupException {
        int length = layout.length(ordinal);
        if (layout.frameOf(ordinal) != frame) {
            throw new IllegalArgumentException("slice " + ordinal + " is not in frame " + frame);
        }
        if (!hasher.id(plain, offset(ordinal), length).equals(directory.slice(ordinal))) {
            throw Damaged.object("cabinet " + directory.id(),
                    new Damage("slice " + directory.slice(ordinal) + " does not have the bytes it is named after"));
        }
        return length;
    }

    /** Where the slice begins in {@link #plain}. */
    public int offset(int ordinal) {
        return layout.offsetInFrame(ordinal);
    }
}
