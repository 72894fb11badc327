package org.backupmanager.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

import org.backupmanager.content.CabinetId;
import org.backupmanager.model.CipherSuite;
import org.backupmanager.model.Code;
import org.backupmanager.pipeline.ParityDecoder.Rebuilt;
import org.backupmanager.pipeline.ParityEncoder.Encoded;
import org.backupmanager.pipeline.ParityEncoder.Input;
import org.backupmanager.session.BackupException;
import org.junit.jupiter.api.Test;

class ParityTest {

    private static final Gate OPEN = () -> { };

    private final Random chance = new Random(17);

    @Test
    void parityIsTheSumThatTheFormatSays() throws Exception {
        List<byte[]> members = List.of(random(40_000), random(33_333), random(1), random(0));
        Encoded encoded = encode(3, members);
        assertEquals(49_152, encoded.group().length(), "whole blocks");
        for (int row = 0; row < 3; row++) {
            for (int at = 0; at < 49_152; at++) {
                int sum = 0;
                for (int j = 0; j < members.size(); j++) {
                    int value = at < members.get(j).length ? members.get(j)[at] & 0xff : 0;
                    sum ^= slowly(value, row * (members.size() - 1 - j));
                }
                assertEquals((byte) sum, encoded.parity().get(row)[at], "row " + row + " at " + at);
            }
        }
    }

    /** A byte times 2 to that power, bit by bit. */
    private static int slowly(int value, int power) {
        int result = value;
        for (int i = 0; i < power; i++) {
            result = (result & 0x80) == 0 ? result << 1 : (result << 1 ^ 0x11d) & 0xff;
        }
        return result;
    }

    @Test
    void asManyCabinetsAsThereAreParityObjectsComeBackWhicheverTheyAre() throws Exception {
        for (int rows = 1; rows <= 3; rows++) {
            List<byte[]> members = List.of(random(40_000), random(16_384), random(33_333), random(70_001), random(5));
            Encoded encoded = encode(rows, members);
            int all = members.size() + rows;
            for (int lost = 0; lost < 1 << all; lost++) {
                BitSet gone = BitSet.valueOf(new long[] {lost});
                if (gone.cardinality() == rows) {
                    assertComesBack(encoded, members, gone);
                }
            }
        }
    }

    private static void assertComesBack(Encoded encoded, List<byte[]> members, BitSet gone) throws BackupException {
        var left = new ArrayList<List<ObjectSource>>();
        for (int i = 0; i < members.size(); i++) {
            left.add(gone.get(i) ? List.of() : List.of(ObjectSource.of(members.get(i))));
        }
        var parity = new ArrayList<ObjectSource>();
        for (int row = 0; row < encoded.parity().size(); row++) {
            parity.add(gone.get(members.size() + row) ? missing() : ObjectSource.of(encoded.parity().get(row)));
        }
        var decoder = new ParityDecoder(encoded.group(), left, parity, OPEN);
        for (int i = 0; i < members.size(); i++) {
            Rebuilt rebuilt = decoder.rebuild(i);
            assertEquals(0, rebuilt.lost(), "member " + i + " without " + gone);
            assertArrayEquals(members.get(i), rebuilt.bytes(), "member " + i + " without " + gone);
        }
    }

    private static ObjectSource missing() {
        return new ObjectSource() {
            @Override
            public long size() throws BackupException {
                throw new BackupException(Code.OBJECT_MISSING, "it", "nowhere");
            }

            @Override
            public java.nio.ByteBuffer get(long offset, int length) throws BackupException {
                throw new BackupException(Code.OBJECT_MISSING, "it", "nowhere");
            }
        };
    }

    @Test
    void damageInEveryCabinetHealsWhereNoStripeHasTooMuch() throws Exception {
        List<byte[]> members = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            members.add(random(20 * ParityGroup.BLOCK));
        }
        Encoded encoded = encode(2, members);
        var wounded = new ArrayList<List<ObjectSource>>();
        for (int i = 0; i < 10; i++) {
            byte[] bytes = members.get(i).clone();
            // two members in each of the twenty stripes
            for (int block : new int[] {2 * i, 2 * i + 1, (2 * i + 2) % 20, (2 * i + 3) % 20}) {
                bytes[block * ParityGroup.BLOCK + chance.nextInt(ParityGroup.BLOCK)] ^= 1;
            }
            wounded.add(List.of(ObjectSource.of(bytes)));
        }
        var decoder = new ParityDecoder(encoded.group(), wounded, sources(encoded), OPEN);
        for (int i = 0; i < 10; i++) {
            assertArrayEquals(members.get(i), decoder.rebuild(i).bytes());
        }
    }

    @Test
    void whereAStripeLostTooMuchTheOthersStillHeal() throws Exception {
        List<byte[]> members = List.of(random(50_000), random(50_000), random(50_000), random(50_000));
        Encoded encoded = encode(2, members);
        var wounded = new ArrayList<List<ObjectSource>>();
        for (byte[] member : members) {
            byte[] bytes = member.clone();
            bytes[20_000] ^= 1;
            wounded.add(List.of(ObjectSource.of(bytes)));
        }
        wounded.set(0, List.of());
        Rebuilt rebuilt = new ParityDecoder(encoded.group(), wounded, sources(encoded), OPEN).rebuild(0);
        assertEquals(1, rebuilt.lost());
        byte[] expected = members.getFirst().clone();
        java.util.Arrays.fill(expected, 16_384, 32_768, (byte) 0);
        assertArrayEquals(expected, rebuilt.bytes());
        var copy = new ArrayList<>(wounded);
        copy.set(1, List.of(wounded.get(1).getFirst(), ObjectSource.of(members.get(1))));
        copy.set(2, List.of(wounded.get(2).getFirst(), ObjectSource.of(members.get(2))));
        assertArrayEquals(members.getFirst(), new ParityDecoder(encoded.group(), copy, sources(encoded), OPEN)
                .rebuild(0).bytes(), "with blocks of a second copy");
    }

    @Test
    void damagedParityIsFound() throws Exception {
        Encoded encoded = encode(2, List.of(random(50_000), random(60_000)));
        var members = List.of(List.<ObjectSource>of(), List.<ObjectSource>of());
        encoded.parity().get(1)[40_000] ^= 1;
        var decoder = new ParityDecoder(encoded.group(), members, sources(encoded), OPEN);
        assertTrue(decoder.isSound(0));
        assertFalse(decoder.isSound(1));
    }

    @Test
    void aManifestComesBackAndADamagedOneIsRefused() throws Exception {
        Encoded encoded = encode(2, List.of(random(50_000), random(60_000)));
        try (Vault vault = Vault.create("parity", CipherSuite.AES_128, new SecureRandom())) {
            ParityGroup group = encoded.group();
            byte[] manifest = group.encode(vault, new SecureRandom());
            ParityGroup read = ParityGroup.decode(vault, group.id(), manifest);
            assertEquals(group.members().getFirst().cabinet(), read.members().getFirst().cabinet());
            assertArrayEquals(group.members().get(1).checksums(), read.members().get(1).checksums());
            assertArrayEquals(group.parity().get(1), read.parity().get(1));
            assertThrows(BackupException.class, () -> ParityGroup.decode(vault, "0".repeat(32), manifest));
            for (int i = 0; i < 300; i++) {
                byte[] bad = manifest.clone();
                bad[chance.nextInt(bad.length)] ^= (byte) (1 << chance.nextInt(8));
                assertThrows(BackupException.class, () -> ParityGroup.decode(vault, group.id(), bad));
            }
        }
    }

    private Encoded encode(int rows, List<byte[]> members) throws BackupException {
        var inputs = new ArrayList<Input>();
        for (int i = 0; i < members.size(); i++) {
            var id = new CabinetId(HexFormat.of().toHexDigits((byte) i).repeat(32));
            inputs.add(new Input(id, members.get(i).length, ObjectSource.of(members.get(i))));
        }
        return new ParityEncoder(rows, OPEN).encode("ab".repeat(16), inputs);
    }

    private static List<ObjectSource> sources(Encoded encoded) {
        return encoded.parity().stream().map(ObjectSource::of).toList();
    }

    private byte[] random(int length) {
        byte[] bytes = new byte[length];
        chance.nextBytes(bytes);
        return bytes;
    }
}
