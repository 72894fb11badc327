package org.backupmanager.testkit;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;

import org.backupmanager.content.CabinetDirectory;
import org.backupmanager.content.CabinetDirectory.Kind;
import org.backupmanager.content.CabinetId;
import org.backupmanager.content.SliceId;

/** Directories of cabinets that no storage holds: the same seed makes the same one. */
public final class FakeCabinet {

    private FakeCabinet() {
    }

    /** A content cabinet with so many slices. */
    public static CabinetDirectory of(long seed, int slices) {
        return of(seed, slices, Kind.CONTENT);
    }

    /** A cabinet of that kind. */
    public static CabinetDirectory of(long seed, int slices, Kind kind) {
        var random = new Random(seed);
        byte[] ids = new byte[slices * SliceId.LENGTH];
        random.nextBytes(ids);
        return of(seed, ids, kind);
    }

    /** A content cabinet with exactly these slices. */
    public static CabinetDirectory of(long seed, SliceId... slices) {
        var ids = ByteBuffer.allocate(slices.length * SliceId.LENGTH);
        for (SliceId slice : slices) {
            slice.write(ids);
        }
        return of(seed, ids.array(), Kind.CONTENT);
    }

    private static CabinetDirectory of(long seed, byte[] ids, Kind kind) {
        var random = new Random(~seed);
        byte[] id = new byte[32];
        random.nextBytes(id);
        byte[] layout = new byte[20 + random.nextInt(200)];
        random.nextBytes(layout);
        return new CabinetDirectory(new CabinetId(HexFormat.of().formatHex(id)), kind,
                1_000_000 + random.nextInt(1_000_000), ids, layout);
    }
}
