package org.backupmanager.engine.internal.rebuild;

import static org.backupmanager.engine.internal.home.ChoicesTest.assertCode;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;

import org.backupmanager.content.CabinetDirectory;
import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.backup.Made;
import org.backupmanager.engine.internal.backup.UnlistedTransport;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.engine.internal.stored.ObjectNames;
import org.backupmanager.engine.internal.stored.RegisterPart;
import org.backupmanager.engine.internal.stored.RootLink;
import org.backupmanager.model.CipherSuite;
import org.backupmanager.model.Code;
import org.backupmanager.model.SessionId;
import org.backupmanager.pipeline.Vault;
import org.backupmanager.session.BackupException;
import org.backupmanager.storage.ObjectName;
import org.backupmanager.storage.StorageTransport;
import org.backupmanager.testkit.MemoryRegister;
import org.backupmanager.testkit.MemoryTransport;
import org.backupmanager.testkit.StrictProgress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RebuildTest {

    private final Vault vault = Vault.create("Laptop", CipherSuite.AES_128, Made.CHANCE);
    private final MemoryTransport storage = new MemoryTransport();
    private final ObjectNames names = new ObjectNames("Laptop");
    private final Depot before = depot(storage);
    private final Depot after = depot(storage);

    private Depot depot(StorageTransport transport) {
        return new Depot(vault, transport, new MemoryRegister(), names);
    }

    @BeforeEach
    void fill() throws BackupException {
        before.storage().put(names.vault(), new byte[] {1});
        for (int session = 1; session <= 3; session++) {
            Made.session(before, session);
        }
    }

    private List<String> rebuild(LastSession remembered) throws BackupException {
        var rebuild = new Rebuild(after, 2, new StrictProgress());
        rebuild.everything(remembered);
        return rebuild.warnings();
    }

    private List<Long> sessions() throws BackupException {
        return after.register().sessions().stream().map(session -> session.id().number()).toList();
    }

    @Test
    void aWholeStorageComesBackWithoutAWarning() throws BackupException {
        assertEquals(List.of(), rebuild(LastSession.after(before)));
        assertEquals(List.of(3L, 2L, 1L), sessions());
        assertEquals(LastSession.after(before), LastSession.after(after));
    }

    @Test
    void doingItTwiceChangesNothing() throws BackupException {
        rebuild(LastSession.NONE);
        assertEquals(List.of(), rebuild(LastSession.NONE));
        assertEquals(2, after.register().troubles(new SessionId(1), 100).size());
    }

    @Test
    void ofADamagedSessionOnlyThatOneIsLost() throws BackupException {
        Made.damage(before, names.session(new SessionId(2)));
        List<String> warnings = rebuild(LastSession.NONE);
        assertEquals(List.of(3L, 1L), sessions());
        assertTrue(warnings.getLast().contains("session 2"), warnings.toString());
        assertEquals(2, warnings.size());
    }

    @Test
    void aSessionThatWasRemovedIsNoticed() throws BackupException {
        storage.delete(names.session(new SessionId(2)));
        List<String> warnings = rebuild(LastSession.NONE);
        assertEquals(List.of(3L, 1L), sessions());
        assertEquals(List.of(Messages.text("chain.gap", "1", "3")), warnings);
    }

    @Test
    void aSessionThatWasReplacedIsNoticed() throws BackupException {
        storage.delete(names.session(new SessionId(2)));
        byte[] forged = Made.root(2, RootLink.FIRST.follow(before.register().root(new SessionId(1)).orElseThrow()))
                .encode(vault, Made.CHANCE);
        before.storage().put(names.session(new SessionId(2)), forged);
        assertEquals(List.of(Messages.text("chain.changed", "3")), rebuild(LastSession.NONE));
    }

    @Test
    void aStorageThatWasSetBackIsNoticed() throws BackupException {
        storage.delete(names.session(new SessionId(3)));
        assertEquals(List.of(Messages.text("chain.rollback")), rebuild(LastSession.after(before)));
    }

    @Test
    void aDamagedPartIsMadeUpForByTheCabinetsThemselves() throws BackupException {
        CabinetDirectory cabinet = Made.cabinet(before, 1);
        before.storage().put(names.registerPart(1), new RegisterPart(1, List.of(cabinet)).encode(vault, Made.CHANCE));
        Made.damage(before, names.registerPart(1));
        assertEquals(1, rebuild(LastSession.NONE).size());
        assertEquals(List.of(cabinet.id()), after.register().cabinets());
    }

    @Test
    void theNumberOfASessionThatStoredOnlyAPartIsNotUsedAgain() throws BackupException {
        for (RegisterPart part : RegisterPart.of(new SessionId(7), List.of(Made.cabinet(before, 1)))) {
            before.storage().put(names.registerPart(part.number()), part.encode(vault, Made.CHANCE));
        }
        rebuild(LastSession.NONE);
        assertEquals(new SessionId(8), after.register().nextSession());
    }

    @Test
    void newBackupsDoNotRelyOnCabinetsThatAreGoneOrCut() throws BackupException {
        CabinetDirectory whole = Made.cabinet(before, 1);
        CabinetDirectory gone = Made.cabinet(before, 2);
        CabinetDirectory cut = Made.cabinet(before, 3);
        CabinetDirectory torn = Made.cabinet(before, 4);
        before.storage().put(names.registerPart(1), new RegisterPart(1, List.of(whole, gone, cut))
                .encode(vault, Made.CHANCE));
        storage.delete(names.cabinet(gone.id()));
        cut(names.cabinet(cut.id()));
        cut(names.cabinet(torn.id()));
        List<String> warnings = rebuild(LastSession.NONE);
        assertEquals(Set.of(whole.id(), gone.id(), cut.id()), Set.copyOf(after.register().cabinets()));
        assertTrue(after.findSound(whole.slice(0)).isPresent());
        assertTrue(after.findSound(gone.slice(0)).isEmpty());
        assertTrue(after.findSound(cut.slice(0)).isEmpty());
        for (CabinetDirectory wounded : List.of(gone, cut, torn)) {
            assertTrue(warnings.stream().anyMatch(warning -> warning.contains(wounded.id().hex())),
                    warnings.toString());
        }
        assertEquals(3, warnings.size());
    }

    private void cut(ObjectName name) throws BackupException {
        byte[] half = new byte[(int) storage.size(name) / 2];
        storage.get(name, 0, half.length).get(half);
        storage.delete(name);
        before.storage().put(name, half);
    }

    @Test
    void aFailingListingIsAnErrorAndNeverAnEmptyList() throws BackupException {
        Depot broken = depot(new UnlistedTransport(storage));
        broken.register().add(Made.cabinet(before, 1));
        var rebuild = new Rebuild(broken, 2, new StrictProgress());
        assertCode(Code.STORAGE_FAILED, () -> rebuild.everything(LastSession.NONE));
        assertCode(Code.STORAGE_FAILED, () -> rebuild.afterUncleanEnd(List.of(Made.begun(9)), Made.START));
        assertEquals(1, broken.register().cabinets().size());
    }

    @Test
    void strangeObjectsAmongOursArePassedOver() throws BackupException {
        before.storage().put(names.sessions().child("notes.txt"), new byte[] {1});
        before.storage().put(names.cabinets().child("00").child("lost-and-found"), new byte[] {1});
        before.storage().put(names.registerParts().child("000000000000"), new byte[] {1});
        assertEquals(List.of(), rebuild(LastSession.NONE));
        assertEquals(List.of(3L, 2L, 1L), sessions());
    }
}
