package org.backupmanager.pipeline;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

import org.backupmanager.content.CabinetId;
import org.backupmanager.content.Piece;
import org.backupmanager.content.SliceId;
import org.backupmanager.model.Bytes;
import org.backupmanager.model.CipherSuite;
import org.backupmanager.model.Code;
import org.backupmanager.model.ItemAttributes;
import org.backupmanager.model.ItemAttributes.Access;
import org.backupmanager.model.ItemAttributes.Identity;
import org.backupmanager.model.ItemKind;
import org.backupmanager.pipeline.internal.CabinetFormat;
import org.backupmanager.pipeline.internal.Damage;
import org.backupmanager.pipeline.internal.ObjectHeader;
import org.backupmanager.pipeline.internal.PartSeal;
import org.backupmanager.pipeline.internal.PartSeal.Part;
import org.backupmanager.pipeline.internal.Sha256;
import org.backupmanager.pipeline.internal.VaultKeys;
import org.backupmanager.session.BackupException;
import org.backupmanager.testkit.MemoryTransport;
import org.backupmanager.testkit.Wounds;
import org.junit.jupiter.api.Test;

/**
 * Seals hide the parsers behind them from chance, but not from a faulty writer: what is under the seal is wounded here
 * and sealed again with the right keys.
 */
class InnerFuzzTest {

    private static final int MUTATIONS = Integer.getInteger("backupmanager.mutations", 3000);

    private final long seed = Long.getLong("backupmanager.seed", new Random().nextLong());
    private final Random chance = new Random(seed);
    private final Vault vault = Vault.create("box", CipherSuite.AES_128, new FixedChance(1));
    private final VaultKeys keys = keys();

    /** A parser under test; what it reads it may also refuse. */
    @FunctionalInterface
    private interface Parser {
        void read(byte[] wounded) throws BackupException;
    }

    @Test
    void aSealedObjectWithAWoundedBodyGivesAClearError() {
        byte[] plain = Cabinets.text(1, 3000);
        byte[] sealed = vault.seal("session", "7", plain, new FixedChance(2));
        byte[] suffix = bound("session", "7");
        byte[] body = opened(sealed, 128, sealed.length - 128, CabinetFormat.PART_OBJECT, suffix);
        fuzz("bodies of sealed objects", body, wounded -> {
            byte[] object = Arrays.copyOf(sealed, 128 + wounded.length + 16);
            seal(sealed, suffix).seal(Part.of(CabinetFormat.PART_OBJECT, wounded.length), wounded, 0, object, 128);
            vault.open("session", "7", object);
        });
    }

    @Test
    void aCabinetWithAWoundedDirectoryGivesRightSlicesOrAClearError() {
        byte[][] slices = { Cabinets.text(1, 3000), Cabinets.random(2, 700), { 1 } };
        byte[] cabinet = Cabinets.bytes(Cabinets.of(vault, new FixedChance(2), new byte[][] { slices[0] },
                new byte[][] { slices[1], slices[2] }));
        ByteBuffer locator = ByteBuffer.wrap(opened(cabinet, cabinet.length - 56, 32, CabinetFormat.PART_LOCATOR,
                new byte[0]));
        int at = (int) locator.getLong();
        byte[] directory = opened(cabinet, at, locator.getInt(), CabinetFormat.PART_DIRECTORY, new byte[0]);
        fuzz("directories of cabinets", directory, wounded -> {
            byte[] sealed = new byte[wounded.length + 16];
            PartSeal seal = seal(cabinet, new byte[0]);
            seal.seal(Part.of(CabinetFormat.PART_DIRECTORY, wounded.length), wounded, 0, sealed, 0);
            byte[] end = new byte[56];
            byte[] where = ByteBuffer.allocate(16).putLong(at).putInt(sealed.length).array();
            byte[] sometimes = chance.nextInt(8) == 0 ? Arrays.copyOf(Wounds.random(where, chance), 16) : where;
            seal.seal(Part.of(CabinetFormat.PART_LOCATOR, 16), sometimes, 0, end, 0);
            System.arraycopy(cabinet, cabinet.length - 24, end, 32, 24);
            byte[] object = ByteBuffer.allocate(at + sealed.length + 56).put(cabinet, 0, at).put(sealed).put(end)
                    .putLong(at + sealed.length + 32, at + sealed.length + 56L).array();
            var id = new CabinetId(HexFormat.of().formatHex(Sha256.of(Arrays.copyOf(cabinet, 128), sealed)));
            for (byte[] found : Cabinets.read(vault, holding(object, id), id)) {
                assertTrue(Arrays.stream(slices).anyMatch(slice -> Arrays.equals(slice, found)), "a slice of nobody");
            }
        });
    }

    @Test
    void aWoundedDirectoryRecordIsReadOrRefused() {
        var out = new EntryWriter();
        for (int i = 0; i < 12; i++) {
            var extended = new TreeMap<String, Bytes>();
            extended.put("user.colour", Bytes.of(new byte[] { 1, 2, (byte) i }));
            var attributes = new PackedOutput(64);
            AttributeCoding.write(new ItemAttributes(ItemKind.values()[i % 7], i * 1000L, Instant.EPOCH,
                    new Access(0644, i, 1000), new Identity(i, Instant.EPOCH, i % 2), Bytes.NONE, 0, extended),
                    attributes);
            out.add(("name-" + i).getBytes(), attributes.toArray(),
                    new Content(i % 2, 3000, List.of(piece(i), piece(i + 1))));
        }
        fuzz("directory records", out.record().toArray(), wounded -> {
            var entries = new EntryReader(wounded);
            while (entries.next()) {
                entries.name();
                entries.attributes();
                entries.content();
            }
        });
    }

    @Test
    void aWoundedListOfPiecesIsReadOrRefused() {
        var list = new PackedOutput(64);
        Content.writeList(List.of(piece(1), piece(2), Piece.hole(1L << 40), piece(3)), list);
        fuzz("lists of pieces", list.toArray(), wounded -> Content.readList(new PackedInput("list", wounded)));
    }

    @Test
    void aWoundedKeptFrameIsReadOrRefused() {
        byte[] plain = Cabinets.text(3, 20_000);
        fuzz("kept frames", KeptFrame.pack(plain, plain.length), wounded -> KeptFrame.unpack(wounded, plain.length));
    }

    @Test
    void aWoundedParityManifestIsReadOrRefusedAndWhatIsReadRebuildsNothingWrongUnseen() throws Exception {
        byte[] cabinet = Cabinets.random(4, 3000);
        var members = new ArrayList<ParityEncoder.Input>();
        for (int i = 0; i < 3; i++) {
            members.add(new ParityEncoder.Input(new CabinetId(("0" + i).repeat(32)), cabinet.length,
                    ObjectSource.of(cabinet)));
        }
        String id = "ab".repeat(16);
        ParityEncoder.Encoded encoded = new ParityEncoder(2, () -> { }).encode(id, members);
        byte[] plain = vault.open("parity", id, encoded.group().encode(vault, new FixedChance(3)));
        fuzz("manifests of parity groups", plain, wounded -> {
            var group = ParityGroup.decode(vault, id, vault.seal("parity", id, wounded, new FixedChance(4)));
            var none = new ArrayList<List<ObjectSource>>();
            group.members().forEach(_ -> none.add(none.isEmpty() ? List.of() : List.of(ObjectSource.of(cabinet))));
            var parity = new ArrayList<ObjectSource>();
            for (int row = 0; row < group.parity().size(); row++) {
                parity.add(ObjectSource.of(row < 2 ? encoded.parity().get(row) : new byte[0]));
            }
            new ParityDecoder(group, none, parity, () -> { }).rebuild(0);
        });
    }

    private static Piece piece(int i) {
        return new Piece(new SliceId(i, 2, 3, 4), 1500);
    }

    private void fuzz(String what, byte[] object, Parser parser) {
        for (int round = 0; round < MUTATIONS; round++) {
            byte[] wounded = Wounds.random(object, chance);
            try {
                parser.read(wounded);
            } catch (BackupException clear) {
                assertTrue(clear.code() == Code.OBJECT_DAMAGED || clear.code() == Code.FORMAT_UNKNOWN,
                        "seed " + seed + ": " + clear);
            } catch (RuntimeException | Error other) {
                throw new AssertionError("seed " + seed + ", round " + round + ": "
                        + HexFormat.of().formatHex(wounded, 0, Math.min(wounded.length, 400)), other);
            }
        }
        System.out.println("torture: wounded " + what + ": " + MUTATIONS);
    }

    private byte[] opened(byte[] object, int at, int length, int part, byte[] suffix) {
        byte[] plain = new byte[length - 16];
        assertTrue(seal(object, suffix).open(Part.of(part, plain.length), object, at, plain, 0), "the seal is right");
        return plain;
    }

    private PartSeal seal(byte[] object, byte[] suffix) {
        byte[] header = Arrays.copyOf(object, 128);
        long magic = ByteBuffer.wrap(object).getLong();
        try {
            return PartSeal.of(CipherSuite.AES_128, ObjectHeader.read(object, magic, vault.parameters()).keys(keys),
                    header, suffix);
        } catch (Damage impossible) {
            throw new AssertionError(impossible);
        }
    }

    private VaultKeys keys() {
        try {
            return VaultKeys.ofFile(vault.toLocal());
        } catch (Damage impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static byte[] bound(String kind, String name) {
        byte[] bytes = ByteBuffer.allocate(8 + kind.length() + name.length()).putInt(kind.length())
                .put(kind.getBytes()).putInt(name.length()).put(name.getBytes()).array();
        return Sha256.of(bytes);
    }

    private static MemoryTransport holding(byte[] object, CabinetId id) throws BackupException {
        var storage = new MemoryTransport();
        storage.put(Cabinets.name(id), object);
        return storage;
    }
}
