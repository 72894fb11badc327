package org.backupmanager.engine.internal.home;

/**
 * The settings that a run obeys.
 *
 * @param connections to the storage at once, 1 to 10
 * @param compressionLevel of zstd, 1 to 19; 0 fits it to what the session waits for
 * @param cabinetSize bytes a cabinet holds at most, 16 to 64 MiB
 * @param verifyCompressed whether each frame is decompressed and compared before it is sealed
 * @param readers that read items at once, 1 to 8
 */
public record EngineSettings(int connections, int compressionLevel, int cabinetSize, boolean verifyCompressed,
        int readers) {

    private static final int MIB = 1 << 20;

    /** What holds where nothing was set. */
    public static final EngineSettings DEFAULT = new EngineSettings(2, 0, 16 * MIB, true, 2);

    public EngineSettings {
        check("connections", connections, 1, 10);
        check("compression level", compressionLevel, 0, 19);
        check("cabinet size", cabinetSize, 16 * MIB, 64 * MIB);
        check("readers", readers, 1, 8);
    }

    private static void check(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + ": " + least + " to " + most + ", not " + value);
        }
    }
}
