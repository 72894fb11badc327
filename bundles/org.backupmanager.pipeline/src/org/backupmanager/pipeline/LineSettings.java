package org.backupmanager.pipeline;

/**
 * How a {@link BackupLine} works.
 *
 * @param readers threads that read and slice, 1 to 16
 * @param packers threads that hash, compress and seal, 1 to 64
 * @param connections objects on their way to the storage at once, 1 to 10
 * @param compressionLevel of zstd, 1 to 19; 0 leaves it to the line, which looks at what it waits for
 * @param cabinetSize bytes of a full cabinet, 1 to 64 MiB
 * @param verifyCompressed whether what was compressed is decompressed and compared before it is sealed
 */
public record LineSettings(int readers, int packers, int connections, int compressionLevel, int cabinetSize,
        boolean verifyCompressed) {

    public LineSettings {
        range("readers", readers, 1, 16);
        range("packers", packers, 1, 64);
        range("connections", connections, 1, 10);
        range("compression level", compressionLevel, 0, 19);
        range("cabinet size", cabinetSize, 1 << 20, 64 << 20);
    }

    /** The level for what is compressed beside the stream of content, and to begin with. */
    public int usualLevel() {
        return compressionLevel == 0 ? 3 : compressionLevel;
    }

    private static void range(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + ": " + least + " to " + most + ", not " + value);
        }
    }
}
