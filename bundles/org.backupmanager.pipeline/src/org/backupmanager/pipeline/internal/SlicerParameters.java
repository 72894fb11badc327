package org.backupmanager.pipeline.internal;

/**
 * How content is cut; data of the vault, so that later versions may cut otherwise.
 *
 * @param name of the way of cutting
 * @param min bytes of the shortest slice
 * @param normal bytes from which on cuts are likelier
 * @param max bytes of the longest slice
 * @param bitsBefore zero bits that a cut needs before the normal length
 * @param bitsAfter zero bits that a cut needs after it
 */
public record SlicerParameters(String name, int min, int normal, int max, int bitsBefore, int bitsAfter) {

    /** The default: 1 MiB on average, measured on random bytes. */
    public static final SlicerParameters GEAR_1M =
            new SlicerParameters("gear-1m", 512 << 10, 800 << 10, 4 << 20, 22, 18);

    /** Whether a slicer of this version can cut like that. */
    public boolean isPossible() {
        return name.startsWith("gear-") && 64 <= min && min <= normal && normal <= max && max <= CabinetFormat.MAX_FRAME
                && isPossible(bitsBefore) && isPossible(bitsAfter);
    }

    private static boolean isPossible(int bits) {
        return 8 <= bits && bits <= 40;
    }
}
