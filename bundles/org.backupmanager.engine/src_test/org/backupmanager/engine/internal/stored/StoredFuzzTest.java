package org.backupmanager.engine.internal.stored;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import org.backupmanager.content.CabinetDirectory;
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
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.Trouble;
import org.backupmanager.pipeline.AttributeCoding;
import org.backupmanager.pipeline.CabinetLayout;
import org.backupmanager.pipeline.CabinetWriter;
import org.backupmanager.pipeline.Content;
import org.backupmanager.pipeline.EntryWriter;
import org.backupmanager.pipeline.FinishedCabinet;
import org.backupmanager.pipeline.FrameCodec;
import org.backupmanager.pipeline.PackedOutput;
import org.backupmanager.pipeline.Vault;
import org.backupmanager.session.BackupException;
import org.backupmanager.testkit.MemoryRegister;
import org.backupmanager.testkit.MemoryTransport;
import org.backupmanager.testkit.Wounds;
import org.junit.jupiter.api.Test;

/**
 * Session roots, parts of the register and folders whose plain text is wounded and sealed again with the right keys:
 * what a faulty writer could leave. They are read or refused with a clear error, and nothing else happens.
 */
class StoredFuzzTest {

    private static final int MUTATIONS = Integer.getInteger("backupmanager.mutations", 500);
    private static final Set<Code> CLEAR = Set.of(Code.OBJECT_DAMAGED, Code.FORMAT_UNKNOWN, Code.OBJECT_MISSING,
            Code.NO_SESSION);
    private static final SessionId SESSION = new SessionId(7);

    private final long seed = Long.getLong("backupmanager.seed", new Random().nextLong());
    private final Random chance = new Random(seed);
    private final SecureRandom secure = new SecureRandom();
    private final Vault vault = Vault.create("box", CipherSuite.AES_128, secure);

    /** A reader under test; what it reads it may also refuse. */
    @FunctionalInterface
    private interface Reading {
        void of(byte[] wounded) throws BackupException;
    }

    @Test
    void aWoundedSessionRootIsReadOrRefused() throws BackupException {
        byte[] plain = vault.open("session", "7", root(List.of(piece(1), piece(2))).encode(vault, secure));
        fuzz("session roots", plain, wounded -> {
            SessionRoot.Read read = SessionRoot.read(vault, SESSION, vault.seal("session", "7", wounded, secure));
            assertTrue(!read.signed() || Arrays.equals(plain, wounded), "a forged root counts as signed");
        });
    }

    @Test
    void aWoundedPartOfTheRegisterIsReadOrRefused() throws BackupException {
        var storage = new MemoryTransport();
        CabinetDirectory cabinet = store(storage, new byte[] {1, 2, 3}).directory();
        byte[] plain = vault.open("register", "7000",
                new RegisterPart(7000, List.of(cabinet, cabinet)).encode(vault, secure));
        fuzz("parts of the register", plain, wounded -> {
            byte[] object = vault.seal("register", "7000", wounded, secure);
            for (CabinetDirectory directory : RegisterPart.decode(vault, 7000, object).cabinets()) {
                CabinetLayout.of(directory);
            }
        });
    }

    @Test
    void aWoundedMarkOfASessionIsReadOrRefused() throws BackupException {
        var mark = new SessionMark(3, SESSION, true, false, Instant.EPOCH);
        fuzz("marks of sessions", vault.open("mark", "3", mark.encode(vault, secure)),
                wounded -> SessionMark.decode(vault, 3, vault.seal("mark", "3", wounded, secure)));
    }

    /** What clean-up leaves is signed in the clear: wounded content, signed again; and wounded objects. */
    @Test
    void woundedEntriesOfTheQuarantineAreReadOrRefused() throws BackupException {
        String home = "0123456789abcdef";
        var id = new CabinetId("ab".repeat(32));
        Removal removal = Removal.of(List.of(id, id), 900, home, 1, Instant.EPOCH);
        byte[] entry = removal.encode(vault);
        fuzz("entries of the quarantine", vault.openSigned("quarantine", removal.name(), entry), wounded -> Removal
                .decode(vault, removal.name(), vault.signed("quarantine", removal.name(), wounded)));
        PurgedList purged = new PurgedList(home, 1, List.of(), new long[] {1, 2}).and(
                List.of(new PurgedList.Gravestone(SESSION, RootLink.FIRST, Bytes.of(new byte[32]))), List.of(id));
        byte[] list = purged.encode(vault);
        String name = home + "-" + purged.number();
        fuzz("lists of what is purged", vault.openSigned("purged", name, list), wounded -> PurgedList.decode(vault,
                home, purged.number(), vault.signed("purged", name, wounded)));
        var note = new HomeNote(home, 2, Instant.EPOCH, 9, Instant.EPOCH,
                List.of(new HomeNote.Heard(removal.name(), 3, true)), new byte[40]);
        byte[] noted = vault.openSigned("home", home + "-2", note.encode(vault));
        fuzz("notes of homes", noted, wounded -> HomeNote.decode(vault, home, 2,
                vault.signed("home", home + "-2", wounded)));
        fuzz("signed objects", list, wounded -> {
            PurgedList read = PurgedList.decode(vault, home, purged.number(), wounded);
            assertTrue(read.has(id), "another list than was signed");
        });
    }

    @Test
    void anObjectInThePlaceOfAnotherOfItsKindIsRefused() throws BackupException {
        byte[] root = root(List.of(piece(1))).encode(vault, secure);
        byte[] part = new RegisterPart(7000, List.of()).encode(vault, secure);

        assertThrows(BackupException.class, () -> SessionRoot.decode(vault, new SessionId(8), root));
        assertThrows(BackupException.class, () -> SessionRoot.decode(vault, SESSION, part));
        assertThrows(BackupException.class, () -> RegisterPart.decode(vault, 7001, part));
        assertThrows(BackupException.class, () -> RegisterPart.decode(vault, 7, root));
        Vault other = Vault.create("box", CipherSuite.AES_128, secure);
        assertThrows(BackupException.class, () -> SessionRoot.decode(other, SESSION, root));
    }

    @Test
    void aFolderThatSaysItIsHugeIsRefusedAndTakesNoMemory() throws BackupException {
        var depot = new Depot(vault, new MemoryTransport(), new MemoryRegister(), new ObjectNames("box"));
        commit(depot, new Piece(new SliceId(1, 2, 3, 4), Long.MAX_VALUE / 4));
        long before = System.nanoTime();
        for (int i = 0; i < 100; i++) {
            assertThrows(BackupException.class, () -> new TreeReader(depot).walk(SESSION, (item, content) -> true));
        }
        assertTrue(System.nanoTime() - before < 10_000_000_000L, "a gigabyte is made ready each time");
    }

    @Test
    void aFolderWithAWoundedRecordIsWalkedOrRefused() throws BackupException {
        byte[] record = record();
        var storage = new MemoryTransport();
        fuzz("folders", record, wounded -> {
            var depot = new Depot(vault, storage, new MemoryRegister(), new ObjectNames("box"));
            CabinetDirectory cabinet = store(storage, record, wounded).directory();
            depot.register().add(cabinet);
            Piece top = new Piece(vault.hasher().id(wounded, 0, wounded.length), wounded.length);
            commit(depot, top);
            var seen = new ArrayList<ItemPath>();
            var reader = new TreeReader(depot);
            reader.walk(SESSION, (item, content) -> {
                seen.add(item.path());
                if (!content.pieces().isEmpty()) {
                    reader.pieces(content);
                }
                return seen.size() < 1_000;
            });
        });
    }

    private void fuzz(String what, byte[] object, Reading reading) {
        for (int round = 0; round < MUTATIONS; round++) {
            byte[] wounded = Wounds.random(object, chance);
            if (wounded.length == 0) {
                continue;
            }
            try {
                reading.of(wounded);
            } catch (BackupException clear) {
                assertTrue(CLEAR.contains(clear.code()), "seed " + seed + ": " + clear);
            } catch (RuntimeException | Error other) {
                throw new AssertionError("seed " + seed + ", round " + round + ": "
                        + HexFormat.of().formatHex(wounded, 0, Math.min(wounded.length, 400)), other);
            }
        }
        System.out.println("torture: wounded " + what + ": " + MUTATIONS);
    }

    /** Two folders without anything in them, a file, and a file with a list of pieces. */
    private byte[] record() {
        var entries = new EntryWriter();
        for (ItemKind kind : List.of(ItemKind.DIRECTORY, ItemKind.FILE, ItemKind.FILE, ItemKind.DIRECTORY)) {
            var attributes = new PackedOutput(64);
            AttributeCoding.write(new ItemAttributes(kind, 3, Instant.EPOCH, new Access(0644, 0, 0),
                    new Identity(1, Instant.EPOCH, 0), Bytes.NONE, 0, ItemAttributes.NO_EXTENDED), attributes);
            byte[] name = entries.record().length() < 3 ? new byte[0] : new byte[] {(byte) ('a' + chance.nextInt(26))};
            entries.add(name, attributes.toArray(), new Content(kind == ItemKind.FILE ? 1 : 0, 900, List.of(piece(4))));
        }
        return entries.record().toArray();
    }

    private static Piece piece(int i) {
        return new Piece(new SliceId(i, 2, 3, 4), 900);
    }

    private SessionRoot root(List<Piece> tree) {
        var report = new SessionReport(SESSION, "FileSystem", SessionReport.Type.BACKUP, SessionReport.State.COMPLETED,
                false, Instant.EPOCH, Optional.of(Instant.EPOCH), SessionReport.Totals.NONE);
        var trouble = new Trouble(Instant.EPOCH, ItemPath.parse("/a"), Code.ITEM_VANISHED, Trouble.Severity.WARNING,
                "gone");
        return new SessionRoot(report, RootLink.FIRST, tree, 0, List.of(trouble, trouble));
    }

    private void commit(Depot depot, Piece top) throws BackupException {
        SessionRoot root = root(List.of(top));
        depot.register().save(root.report());
        depot.register().commit(root.report(), root.encode(vault, secure));
    }

    /** One cabinet with these slices in one frame. */
    private FinishedCabinet store(MemoryTransport storage, byte[]... slices) throws BackupException {
        var ids = new SliceId[slices.length];
        var lengths = new int[slices.length];
        var plain = new ByteArrayOutputStream();
        for (int i = 0; i < slices.length; i++) {
            ids[i] = vault.hasher().id(slices[i], 0, slices[i].length);
            lengths[i] = slices[i].length;
            plain.writeBytes(slices[i]);
        }
        CabinetWriter writer = vault.cabinet(CabinetDirectory.Kind.DIRECTORY, 1 << 20, secure);
        try (FrameCodec codec = vault.codec(3)) {
            writer.add(codec.pack(plain.toByteArray(), plain.size(), ids, lengths, slices.length));
        }
        FinishedCabinet cabinet = writer.finish();
        CabinetId id = cabinet.directory().id();
        storage.put(new ObjectNames("box").cabinet(id), cabinet.content(), cabinet.crc32c());
        return cabinet;
    }
}
