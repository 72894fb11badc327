package org.backupmanager.pipeline.internal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** HMAC-SHA-256 (RFC 2104) and HKDF (RFC 5869) on {@link Sha256}. For one thread. */
public final class HmacSha256 {

    private static final int BLOCK = 64;

    private final Sha256 digest;
    private final byte[] inner = new byte[BLOCK];
    private final byte[] outer = new byte[BLOCK];

    /** Keyed with 64 bytes at most. */
    public HmacSha256(byte[] key) {
        this(key, Sha256.fresh());
    }

    HmacSha256(byte[] key, Sha256 digest) {
        if (key.length > BLOCK) {
            throw new IllegalArgumentException("a key has 64 bytes at most, not " + key.length);
        }
        this.digest = digest;
        for (int i = 0; i < BLOCK; i++) {
            byte part = i < key.length ? key[i] : 0;
            inner[i] = (byte) (part ^ 0x36);
            outer[i] = (byte) (part ^ 0x5c);
        }
        begin();
    }

    private void begin() {
        // hashing 64 bytes again is quicker than restoring a saved state of the native digest
        digest.update(inner, 0, BLOCK);
    }

    /** Takes more bytes. */
    public HmacSha256 update(byte[] data, int from, int length) {
        digest.update(data, from, length);
        return this;
    }

    /** Takes more bytes. */
    public HmacSha256 update(byte[] data) {
        return update(data, 0, data.length);
    }

    /** Writes the 32 bytes and begins again. */
    public void end(byte[] to, int at) {
        digest.end(to, at);
        digest.update(outer, 0, BLOCK);
        digest.update(to, at, CabinetFormat.DIGEST_LENGTH);
        digest.end(to, at);
        begin();
    }

    /** The 32 bytes; begins again. */
    public byte[] end() {
        byte[] mac = new byte[CabinetFormat.DIGEST_LENGTH];
        end(mac, 0);
        return mac;
    }

    /** HKDF: extract from a secret with a salt, expand under a name to that many bytes, 8,160 at most. */
    public static byte[] derive(byte[] salt, byte[] secret, String name, int length) {
        HmacSha256 expand = new HmacSha256(new HmacSha256(salt).update(secret).end());
        byte[] info = name.getBytes(StandardCharsets.US_ASCII);
        byte[] derived = new byte[Math.ceilDiv(length, CabinetFormat.DIGEST_LENGTH) * CabinetFormat.DIGEST_LENGTH];
        for (int at = 0; at < derived.length; at += CabinetFormat.DIGEST_LENGTH) {
            if (at > 0) {
                expand.update(derived, at - CabinetFormat.DIGEST_LENGTH, CabinetFormat.DIGEST_LENGTH);
            }
            int counter = at / CabinetFormat.DIGEST_LENGTH + 1;
            expand.update(info).update(new byte[] { (byte) counter }).end(derived, at);
        }
        byte[] result = Arrays.copyOf(derived, length);
        Arrays.fill(derived, (byte) 0);
        return result;
    }
}
