package org.backupmanager.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;

import org.backupmanager.model.CipherSuite;
import org.junit.jupiter.api.Test;

class SlicerTest {

    private static final int MIB = 1 << 20;

    private final Vault vault = Vault.create("box", CipherSuite.AES_128, new FixedChance(1));
    private final Slicer slicer = vault.slicer();

    @Test
    void slicesAreNeitherTooShortNorTooLongAndOneMebibyteOnAverage() {
        List<Integer> lengths = lengths(slicer, Cabinets.random(1, 192 * MIB));

        assertTrue(lengths.stream().limit(lengths.size() - 1L).allMatch(n -> slicer.min() <= n && n <= slicer.max()));
        assertEquals(1.0, 192.0 / lengths.size(), 0.15, "MiB on average");
    }

    @Test
    void cutsDoNotDependOnWhereTheBufferIsFilledFrom() {
        byte[] content = Cabinets.random(2, 24 * MIB);
        List<Integer> expected = lengths(slicer, content);
        var chance = new Random(3);
        List<Integer> found = new ArrayList<>();
        for (int at = 0; at < content.length; at += found.getLast()) {
            int shift = chance.nextInt(1000);
            int take = Math.min(slicer.max(), content.length - at);
            byte[] buffer = Cabinets.random(at, shift + take + 500);
            System.arraycopy(content, at, buffer, shift, take);
            found.add(slicer.cut(buffer, shift, shift + take));
        }
        assertEquals(expected, found);
    }

    @Test
    void moreBytesThanTheLongestSliceChangeNothing() {
        byte[] content = Cabinets.random(4, 9 * MIB);
        assertEquals(slicer.cut(content, 0, slicer.max()), slicer.cut(content, 0, content.length));
    }

    @Test
    void cutsAreWhereTheFormatSaysThatTheyAre() {
        byte[] content = Cabinets.text(5, 20 * MIB);
        long[] gear = gear();
        int at = 0;
        for (int length : lengths(slicer, content)) {
            assertEquals(plainCut(gear, content, at), length, "cut from " + at);
            at += length;
        }
    }

    @Test
    void anInsertionAtTheFrontChangesFewSlices() {
        byte[] before = Cabinets.random(6, 32 * MIB);
        byte[] after = new byte[before.length + 7];
        System.arraycopy(before, 0, after, 7, before.length);
        var known = new HashSet<>(ids(before));
        List<Object> fresh = new ArrayList<>(ids(after));
        int all = fresh.size();
        fresh.removeAll(known);
        assertTrue(fresh.size() <= 3, fresh.size() + " of " + all + " slices are new");
    }

    @Test
    void otherKeysCutElsewhere() {
        byte[] content = Cabinets.random(7, 16 * MIB);
        Slicer other = Vault.create("box", CipherSuite.AES_128, new FixedChance(2)).slicer();
        assertNotEquals(lengths(slicer, content), lengths(other, content));
    }

    @Test
    void shortContentIsOneSliceAndZerosAreCutAtTheLongest() {
        assertEquals(0, slicer.cut(new byte[0], 0, 0));
        assertEquals(1, slicer.cut(new byte[10], 9, 10));
        assertEquals(slicer.min(), slicer.cut(new byte[slicer.min()], 0, slicer.min()));
        assertEquals(slicer.max(), slicer.cut(new byte[5 * MIB], 0, 5 * MIB));
    }

    @Test
    void theEndIsMetExactlyWhateverTheLength() {
        byte[] content = new byte[slicer.max() + 3];
        for (int length : new int[] { slicer.min() + 1, slicer.min() + 2, slicer.min() + 3, 800 << 10, (800 << 10) + 1,
                slicer.max() - 1, slicer.max() }) {
            assertEquals(length, slicer.cut(content, 0, length));
        }
    }

    private List<Object> ids(byte[] content) {
        List<Object> ids = new ArrayList<>();
        SliceHasher hasher = vault.hasher();
        int at = 0;
        for (int length : lengths(slicer, content)) {
            ids.add(hasher.id(content, at, length));
            at += length;
        }
        return ids;
    }

    private static List<Integer> lengths(Slicer slicer, byte[] content) {
        List<Integer> lengths = new ArrayList<>();
        for (int at = 0; at < content.length; at += lengths.getLast()) {
            lengths.add(slicer.cut(content, at, Math.min(content.length, at + slicer.max())));
        }
        return lengths;
    }

    private long[] gear() {
        var table = ByteBuffer.wrap(vault.keys().derive("backup-manager 1 gear", 2048)).asLongBuffer();
        long[] gear = new long[256];
        table.get(gear);
        return gear;
    }

    /** As FORMAT.md says it, without haste. */
    private static int plainCut(long[] gear, byte[] content, int from) {
        int available = Math.min(content.length - from, 4 << 20);
        if (available <= 512 << 10) {
            return available;
        }
        long hash = 0;
        for (int at = (512 << 10) - 64; at < 512 << 10; at++) {
            hash = (hash << 1) + gear[content[from + at] & 0xff];
        }
        for (int length = 512 << 10; length < available; length++) {
            if (Long.numberOfLeadingZeros(hash) >= (length < 800 << 10 ? 22 : 18)) {
                return length;
            }
            hash = (hash << 1) + gear[content[from + length] & 0xff];
        }
        return available;
    }
}
