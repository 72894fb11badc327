package org.backupmanager.pipeline.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

import org.junit.jupiter.api.Test;

/** Where Bouncy Castle's native code is missing, the JDK does the same. */
class NativeCodeTest {

    private final byte[] key = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 };
    private final byte[] nonce = new byte[12];
    private final byte[] bound = { 9, 9 };

    @Test
    void bothSealAlikeAndOpenWhatTheOtherSealed() {
        for (int length : new int[] { 0, 1, 15, 16, 17, 16 << 10, 100_003, 1 << 20 }) {
            byte[] data = new byte[length];
            new Random(length).nextBytes(data);
            byte[] first = new byte[length + 16];
            byte[] second = new byte[length + 16];
            Gcm.of(key).seal(nonce, bound, data, 0, length, first, 0);
            Gcm.jdk(key).seal(nonce, bound, data, 0, length, second, 0);
            assertArrayEquals(first, second);
            assertOpens(Gcm.of(key), first, data);
            assertOpens(Gcm.jdk(key), first, data);
        }
    }

    private void assertOpens(Gcm gcm, byte[] sealed, byte[] data) {
        byte[] plain = new byte[data.length];
        assertTrue(gcm.open(nonce, bound, sealed, 0, sealed.length, plain, 0));
        assertArrayEquals(data, plain);
        sealed[sealed.length / 2] ^= 1;
        assertFalse(gcm.open(nonce, bound, sealed, 0, sealed.length, plain, 0));
        sealed[sealed.length / 2] ^= 1;
        assertTrue(gcm.open(nonce, bound, sealed, 0, sealed.length, plain, 0), "after a failure too");
    }

    @Test
    void bothHashAlike() {
        byte[] data = new byte[100_003];
        new Random(1).nextBytes(data);
        Sha256 jdk = Sha256.jdk();
        jdk.update(data, 0, data.length);
        assertArrayEquals(jdk.end(), Sha256.of(data));
    }

    @Test
    void macAndKeyDerivationAreThoseOfTheirRfcs() {
        byte[] mac = new HmacSha256("Jefe".getBytes(StandardCharsets.US_ASCII))
                .update("what do ya want for nothing?".getBytes(StandardCharsets.US_ASCII)).end();
        assertArrayEquals(HexFormat.of().parseHex("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
                mac);
        byte[] secret = new byte[22];
        Arrays.fill(secret, (byte) 0x0b);
        // RFC 5869, test case 3: no salt, no info
        assertArrayEquals(HexFormat.of().parseHex(
                "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"),
                HmacSha256.derive(new byte[0], secret, "", 42));
    }
}
