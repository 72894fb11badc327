package org.backupmanager.pipeline.internal;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;

import org.backupmanager.pipeline.PackedOutput;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * How dear it is to try a passphrase: Argon2id, version 1.3.
 *
 * @param memory KiB
 * @param passes over it
 * @param lanes in it
 */
public record PassphraseCost(int memory, int passes, int lanes) {

    /** Takes 0.3 to 0.4 s on a core of 2024. */
    public static final PassphraseCost DEFAULT = new PassphraseCost(64 << 10, 3, 1);

    private static final int ARGON2ID = 1;

    void write(PackedOutput out) {
        out.u8(ARGON2ID).u32(memory).u32(passes).u8(lanes);
    }

    /** Reads a cost, and refuses one that would eat the machine. */
    static PassphraseCost read(ByteInput in) throws Damage {
        int kind = in.u8();
        if (kind != ARGON2ID) {
            throw Damage.unknown("key derivation " + kind);
        }
        PassphraseCost cost = new PassphraseCost(in.number(1 << 10, 128 << 10, "memory for the passphrase, KiB"),
                in.number(1, 16, "passes for the passphrase"), in.u8());
        if (cost.lanes < 1 || cost.lanes > 4) {
            throw new Damage("a number is out of bounds: lanes for the passphrase " + cost.lanes);
        }
        return cost;
    }

    /** The key of 32 bytes. */
    byte[] key(byte[] passphrase, byte[] salt) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13).withMemoryAsKB(memory).withIterations(passes)
                .withParallelism(lanes).withSalt(salt).build());
        byte[] key = new byte[CabinetFormat.KEY_LENGTH];
        generator.generateBytes(passphrase, key);
        return key;
    }

    /** The passphrase as bytes: Unicode normal form C, UTF-8; however it was typed, it is the same. */
    static byte[] bytes(char[] passphrase) {
        CharSequence text = CharBuffer.wrap(passphrase);
        if (!Normalizer.isNormalized(text, Normalizer.Form.NFC)) {
            text = Normalizer.normalize(text, Normalizer.Form.NFC);
        }
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(text));
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        Arrays.fill(encoded.array(), (byte) 0);
        return bytes;
    }
}
