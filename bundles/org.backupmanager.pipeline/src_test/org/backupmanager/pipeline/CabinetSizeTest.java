package org.backupmanager.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

import org.backupmanager.content.CabinetDirectory;
import org.backupmanager.model.CipherSuite;
import org.backupmanager.pipeline.internal.CabinetFormat;
import org.junit.jupiter.api.Test;

class CabinetSizeTest {

    private final Vault vault = Vault.create("box", CipherSuite.AES_128, new FixedChance(1));

    @Test
    void paddingCostsLittleAndNeverShrinks() {
        var chance = new Random(1);
        for (int round = 0; round < 10_000; round++) {
            long size = chance.nextLong(1, 80L << 20);
            long padded = CabinetFormat.padded(size);
            assertTrue(padded >= size && padded - size < Math.max(4096, size / 32 + 1), size + " became " + padded);
            assertEquals(padded, CabinetFormat.padded(padded));
        }
    }

    @Test
    void sizesOfSmallCabinetsAreFew() {
        long classes = new Random(2).ints(300, 1, 60_000).mapToLong(n -> size(Cabinets.random(n, n)))
                .distinct().count();
        assertTrue(classes <= 16, classes + " sizes");
    }

    @Test
    void cabinetsOfEveryFillingHaveAPaddedSize() {
        for (int n = 0; n < 6000; n += 7) {
            long size = size(new byte[n / 3], Cabinets.random(n, n));
            assertEquals(CabinetFormat.padded(size), size);
        }
    }

    @Test
    void aFullCabinetIsNotLargerThanItsCapacityAndNearlyFull() {
        byte[] slice = Cabinets.random(1, 300_000);
        CabinetWriter writer = vault.cabinet(CabinetDirectory.Kind.CONTENT, Cabinets.CAPACITY, new FixedChance(2));
        try (FrameCodec codec = vault.codec(3)) {
            Frame frame = Cabinets.frame(vault, slice);
            while (writer.fits(codec.pack(frame))) {
                writer.add(codec.pack(frame));
            }
        }
        long content = writer.slices() * (long) slice.length;
        FinishedCabinet cabinet = writer.finish();
        assertTrue(cabinet.directory().size() <= Cabinets.CAPACITY);
        assertTrue(cabinet.directory().size() - content < content / 150,
                cabinet.directory().size() + " for " + content);
        assertEquals(cabinet.directory().size(), cabinet.content().stream().mapToLong(part -> part.remaining()).sum());
    }

    @Test
    void sealedObjectsArePaddedToo() {
        for (int n = 0; n < 9000; n += 113) {
            int size = vault.seal("session", "1", Cabinets.random(n, n), new FixedChance(n)).length;
            assertEquals(CabinetFormat.padded(size), size);
        }
    }

    private long size(byte[]... slices) {
        FinishedCabinet cabinet = Cabinets.of(vault, new FixedChance(3), slices);
        cabinet.release();
        return cabinet.directory().size();
    }
}
