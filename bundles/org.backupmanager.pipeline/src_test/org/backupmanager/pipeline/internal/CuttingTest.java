package org.backupmanager.pipeline.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.backupmanager.model.CipherSuite;
import org.backupmanager.pipeline.Slicer;
import org.backupmanager.pipeline.Vault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CuttingTest {

    private static final int KIB = 1 << 10;
    private static final long LARGE = 64 << 20;

    private final Slicer slicer = Vault.create("box", CipherSuite.AES_128, new SecureRandom()).slicer();
    private final byte[] content = new byte[8 << 20];

    CuttingTest() {
        new Random(1).nextBytes(content);
    }

    @ParameterizedTest
    @CsvSource({ "1080, S\u00ef", "510, U\u00aa", "0, XFSB", "65600, _BHRfS_M", "512, LABELONE", "0, LUKS\u00ba\u00be",
            "512, EFI PART", "4096, EFI PART", "0, QFI\u00fb", "0, KDMV", "0, vhdxfile", "0, conectix",
            "64, \u007f\u0010\u00da\u00be" })
    void aDiskImageIsKnownByItsBegin(int place, String signature) {
        put(7 + place, signature);

        assertTrue(DiskImage.isLikely(content, 7, content.length, LARGE));
        assertFalse(DiskImage.isLikely(content, 7, 7 + place + signature.length() - 1, LARGE), "ends too early");
        assertFalse(DiskImage.isLikely(content, 6, content.length, LARGE), "stands elsewhere");
        assertFalse(DiskImage.isLikely(content, 7, content.length, KIB), "too small to be worth it");
    }

    @Test
    void aDiskImageIsCutOnAGridThatHolesDoNotMove() {
        put(1080, "S\u00ef");
        var cutting = begun();

        assertEquals(256 * KIB, cutting.cut(content, 0, content.length));
        cutting.hole(4 * KIB);
        assertEquals(252 * KIB, cutting.cut(content, 0, content.length), "up to the grid");
        assertEquals(256 * KIB, cutting.cut(content, 0, content.length));
        assertEquals(100, cutting.cut(content, 0, 100), "the end");
    }

    @Test
    void whatIsNoDiskImageIsCutWhereItsBytesSaySo() {
        var cutting = begun();
        List<Integer> lengths = new ArrayList<>();
        for (int at = 0; at < content.length; at += lengths.getLast()) {
            lengths.add(cutting.cut(content, at, content.length));
            assertEquals(slicer.cut(content, at, Math.min(content.length, at + slicer.max())), lengths.getLast());
        }
        assertEquals(slicer.max(), cutting.longest());
        assertTrue(lengths.size() > 2, lengths::toString);
    }

    private Cutting begun() {
        var cutting = new Cutting(slicer, LARGE);
        cutting.begin(content, 0, content.length);
        return cutting;
    }

    private void put(int place, String signature) {
        byte[] bytes = signature.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, content, place, bytes.length);
    }
}
