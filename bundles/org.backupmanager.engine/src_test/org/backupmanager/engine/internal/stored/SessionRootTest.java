package org.backupmanager.engine.internal.stored;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.backupmanager.content.CabinetDirectory;
import org.backupmanager.content.CabinetId;
import org.backupmanager.engine.internal.backup.Made;
import org.backupmanager.model.CipherSuite;
import org.backupmanager.model.Code;
import org.backupmanager.model.SessionId;
import org.backupmanager.pipeline.Vault;
import org.backupmanager.session.BackupException;
import org.backupmanager.testkit.MemoryRegister;
import org.junit.jupiter.api.Test;

class SessionRootTest {

    private final Vault vault = Vault.create("Laptop", CipherSuite.AES_128, Made.CHANCE);

    @Test
    void whatIsWrittenIsReadBackWithItsSignature() throws BackupException {
        SessionRoot root = Made.root(7, RootLink.FIRST);
        SessionRoot.Read read = SessionRoot.read(vault, new SessionId(7), root.encode(vault, Made.CHANCE));
        assertEquals(root, read.root());
        assertTrue(read.signed());
    }

    @Test
    void aRootUnderTheNumberOfAnotherSessionIsDamaged() {
        byte[] object = Made.root(7, RootLink.FIRST).encode(vault, Made.CHANCE);
        assertDamaged(new SessionId(8), object);
    }

    @Test
    void everyFlippedBitAndEveryCutIsNoticed() {
        byte[] object = Made.root(7, RootLink.FIRST).encode(vault, Made.CHANCE);
        var random = new Random(1);
        for (int i = 0; i < 200; i++) {
            byte[] wounded = object.clone();
            wounded[random.nextInt(wounded.length)] ^= (byte) (1 << random.nextInt(8));
            assertDamaged(new SessionId(7), wounded);
            assertDamaged(new SessionId(7), Arrays.copyOf(object, random.nextInt(object.length)));
        }
    }

    @Test
    void wellSealedNonsenseIsDamagedAndNothingElse() {
        var random = new Random(2);
        for (int i = 0; i < 500; i++) {
            byte[] nonsense = new byte[random.nextInt(300)];
            random.nextBytes(nonsense);
            if (nonsense.length > 0) {
                nonsense[0] = 1;
            }
            byte[] object = vault.seal("session", "7", nonsense, Made.CHANCE);
            assertDamaged(new SessionId(7), object);
        }
    }

    @Test
    void aRootOfALaterFormatSaysSo() {
        byte[] object = vault.seal("session", "7", new byte[] {2, 0, 0}, Made.CHANCE);
        BackupException failure =
                assertThrows(BackupException.class, () -> SessionRoot.decode(vault, new SessionId(7), object));
        assertEquals(Code.FORMAT_UNKNOWN, failure.code());
    }

    @Test
    void onlyTheFirstTroublesGoIntoARoot() {
        var root = new SessionRoot(Made.completed(1), RootLink.FIRST, List.of(), 0,
                Collections.nCopies(10_001, Made.trouble("/x")));
        assertEquals(10_000, root.troubles().size());
    }

    @Test
    void troublesWithTheLongestPathsStillFitIntoARoot() throws BackupException {
        var longest = Made.trouble("/" + "long name".repeat(450));
        var root = new SessionRoot(Made.completed(1), RootLink.FIRST, List.of(), 0,
                Collections.nCopies(10_000, longest));
        assertTrue(root.troubles().size() > 1_000 && root.troubles().size() < 10_000);
        assertEquals(root, SessionRoot.decode(vault, new SessionId(1), root.encode(vault, Made.CHANCE)));
    }

    @Test
    void theNextLinkFollowsTheNewestCommittedSession() throws BackupException {
        var register = new MemoryRegister();
        assertEquals(RootLink.FIRST, RootLink.next(vault, register));
        byte[] object = Made.root(3, RootLink.FIRST).encode(vault, Made.CHANCE);
        register.commit(Made.completed(3), object);
        register.save(Made.begun(4));
        assertEquals(new RootLink(2, SessionRoot.hash(object)), RootLink.next(vault, register));
    }

    @Test
    void aPartOfTheRegisterIsReadBack() throws BackupException {
        var cabinet = new CabinetDirectory(new CabinetId("0".repeat(63) + "1"), CabinetDirectory.Kind.DIRECTORY,
                1L << 33, new byte[64],
                new byte[] {1, 2, 3});
        var part = new RegisterPart(5, List.of(cabinet));
        byte[] object = part.encode(vault, Made.CHANCE);
        assertEquals(part, RegisterPart.decode(vault, 5, object));
        assertFalse(new String(object, StandardCharsets.ISO_8859_1).contains("\1\2\3"));
        BackupException failure = assertThrows(BackupException.class, () -> RegisterPart.decode(vault, 6, object));
        assertEquals(Code.OBJECT_DAMAGED, failure.code());
    }

    @Test
    void manyCabinetsGoIntoSeveralPartsInTheirOrder() {
        var all = IntStream.range(0, 5).mapToObj(i -> new CabinetDirectory(new CabinetId("0".repeat(63) + i),
                CabinetDirectory.Kind.CONTENT, 1, new byte[RegisterPart.MOST_BYTES / 2], new byte[0])).toList();
        List<RegisterPart> parts = RegisterPart.of(new SessionId(12), all);
        assertEquals(List.of(12_000L, 12_001L, 12_002L), parts.stream().map(RegisterPart::number).toList());
        assertEquals(all, parts.stream().flatMap(part -> part.cabinets().stream()).toList());
        assertEquals(List.of(), RegisterPart.of(new SessionId(12), List.of()));
    }

    private void assertDamaged(SessionId session, byte[] object) {
        BackupException failure = assertThrows(BackupException.class, () -> SessionRoot.decode(vault, session, object));
        assertTrue(failure.code() == Code.OBJECT_DAMAGED || failure.code() == Code.FORMAT_UNKNOWN, failure.code()
                .name());
    }
}
