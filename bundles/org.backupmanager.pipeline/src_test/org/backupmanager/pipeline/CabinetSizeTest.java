package org.backupmanager.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
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
            assertTrue(padded >= size && padded - size < Math.clamp(size / 4 + 1, 32 << 10, 128 << 10), size
                    + " became " + padded);
            assertEquals(padded, CabinetFormat.padded(padded));
        }
    }

    @Test
    void sizesOfSmallCabinetsAreFew() {
        long classes = new Random(2).ints(300, 1, 60_000).mapToLong(n -> size(Cabinets.random(n, n)))
                .distinct().count();
        assertTrue(classes <= 3, classes + " sizes");
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
        FinishedCabinet cabinet = writer.finish();
        long content = cabinet.directory().count() * (long) slice.length;
        assertTrue(cabinet.directory().size() <= Cabinets.CAPACITY);
        assertTrue(cabinet.directory().size() - content < content / 150,
                cabinet.directory().size() + " for " + content);
        assertEquals(cabinet.directory().size(), cabinet.content().stream().mapToLong(part -> part.remaining()).sum());
    }

    @Test
    void sealedObjectsArePaddedToo() {
        for (int n = 0; n < 9000; n += 113) {
            int size = vault.seal("session", "1", Cabinets.random(n, n), new FixedChance(n)).length;
            assertEquals(CabinetFormat.paddedObject(size), size);
        }
    }

    /** Two cabinets of one size that hold the most different things: all that they have in common tells nothing. */
    @Test
    void nothingOfWhatACabinetHoldsStandsInTheClear() {
        byte[] many = bytes(zeros(40, 500));
        byte[] one = bytes(new byte[][] { Cabinets.random(5, 20_000) });
        assertEquals(one.length, many.length);
        int alike = 0;
        for (int i = 32; i < one.length - 24; i++) {
            alike += one[i] == many[i] ? 1 : 0;
        }
        assertArrayEquals(Arrays.copyOf(one, 32), Arrays.copyOf(many, 32), "magic, version, suite, vault");
        assertArrayEquals(Arrays.copyOfRange(one, one.length - 24, one.length - 16),
                Arrays.copyOfRange(many, many.length - 24, many.length - 16), "bytes of the whole");
        double expected = one.length / 256.0;
        assertTrue(Math.abs(alike - expected) < 5 * Math.sqrt(expected), alike + " bytes alike, by chance " + expected);
        for (byte[] cabinet : new byte[][] { one, many }) {
            assertTrue(chiSquare(cabinet) < 255 + 5 * Math.sqrt(2 * 255), "bytes are not evenly spread");
        }
    }

    private static byte[][] zeros(int slices, int length) {
        byte[][] zeros = new byte[slices][];
        Arrays.setAll(zeros, i -> new byte[length + i]);
        return zeros;
    }

    private static double chiSquare(byte[] bytes) {
        double[] counts = new double[256];
        for (int i = 32; i < bytes.length - 24; i++) {
            counts[bytes[i] & 0xff]++;
        }
        double expected = (bytes.length - 56) / 256.0;
        return Arrays.stream(counts).map(count -> (count - expected) * (count - expected) / expected).sum();
    }

    private byte[] bytes(byte[]... slices) {
        return Cabinets.bytes(Cabinets.of(vault, new FixedChance(3 + slices.length), slices));
    }

    private long size(byte[]... slices) {
        FinishedCabinet cabinet = Cabinets.of(vault, new FixedChance(3), slices);
        cabinet.release();
        return cabinet.directory().size();
    }
}
