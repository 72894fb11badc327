package org.backupmanager.engine.internal.rebuild;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.backupmanager.content.CabinetId;
import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.run.Parallel;
import org.backupmanager.engine.internal.stored.Damages;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.engine.internal.stored.Quarantine;
import org.backupmanager.engine.internal.stored.StoredObjects;
import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.Trouble.Severity;
import org.backupmanager.model.Trouble;
import org.backupmanager.register.BackupRegister;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Progress.Work;
import org.backupmanager.session.Progress;
import org.backupmanager.storage.StorageTransport.StoredObject;

/**
 * Brings a register in line with the storage, which is the truth. What is damaged or missing there is told and left
 * out, and all else comes back; a storage that fails ends it with its exception, and it can be done again. Nothing in
 * the storage is changed.
 */
public final class Rebuild {

    private static final System.Logger LOG = System.getLogger(Rebuild.class.getName());

    private final Depot depot;
    private final BackupRegister register;
    private final StoredObjects objects;
    private final Progress progress;
    private final Findings findings = new Findings();
    private final StoredCabinets cabinets;
    private final StoredSessions sessions;

    /**
     * @param depot whose register is brought in line
     * @param connections to the storage at once
     * @param progress counts objects that are read
     */
    public Rebuild(Depot depot, int connections, Progress progress) {
        this.depot = depot;
        this.register = depot.register();
        this.objects = new StoredObjects(depot.names(), depot.storage());
        this.progress = progress;
        var parallel = new Parallel(connections);
        this.cabinets = new StoredCabinets(depot, objects, parallel, progress, findings);
        this.sessions = new StoredSessions(depot, objects, parallel, progress, findings);
    }

    /** What a person should know about the storage, in the order it was noticed. */
    public List<String> warnings() {
        return findings.warnings();
    }

    /** Whether slices were found to be lost that a session may need. */
    public boolean foundLosses() {
        return findings.hasLosses();
    }

    /**
     * Reads all that the register does not know: cabinets, sessions, troubles. Can be done again where it was cut
     * short.
     */
    public void everything(LastSession remembered) throws BackupException {
        checkDevice();
        Quarantine quarantine = Quarantine.read(depot);
        // Sessions are listed before cabinets: what a listed session needs was stored before it
        List<StoredObject> roots = objects.sessions();
        List<StoredObject> parts = objects.registerParts();
        Map<CabinetId, Long> stored = objects.cabinets();
        progress.expect(Work.ITEMS, roots.size() + parts.size());
        int known = cabinets.readAll(parts, stored, quarantine);
        sessions.readAll(roots, quarantine, remembered);
        sessions.passNumbers(parts, roots, quarantine);
        cabinets.tell(depot.damages());
        LOG.log(System.Logger.Level.INFO, Messages.text("rebuild.done", depot.storage().label(), roots.size(), known));
    }

    /**
     * Sets right what a killed process left: sessions in process become Interrupted, or Completed where their root was
     * stored after all, and those that waited stay NotStarted; cabinets that were stored are noted, and those that are
     * gone are forgotten, so that the next backup sends nothing twice and relies on nothing that is not there.
     */
    public void afterUncleanEnd(List<SessionReport> unfinished, Instant now) throws BackupException {
        checkDevice();
        Quarantine quarantine = Quarantine.read(depot);
        cabinets.compare(quarantine);
        for (SessionReport session : unfinished) {
            if (quarantine.isGone(session.id()) || !sessions.adopt(session.id())) {
                end(session, now);
            }
        }
    }

    private void end(SessionReport session, Instant now) throws BackupException {
        boolean waited = session.state() == State.NOT_STARTED;
        Code why = waited ? Code.SESSION_NOT_STARTED : Code.SESSION_INTERRUPTED;
        register.save(session.id(), List.of(new Trouble(now, ItemPath.ROOT, why, Severity.WARNING, why.text())));
        register.save(session.ended(waited ? State.NOT_STARTED : State.INTERRUPTED, now));
    }

    /**
     * Follows what other homes have stored and removed since: cabinets and sessions that are gone are forgotten, and
     * new ones are noted.
     *
     * @param quarantine as it was read before this
     */
    public void follow(Quarantine quarantine) throws BackupException {
        checkDevice();
        List<StoredObject> roots = objects.sessions();
        cabinets.compare(quarantine);
        List<SessionId> news = quarantine.unknown(roots, register);
        sessions.passNumbers(objects.registerParts(), roots, quarantine);
        for (SessionId session : news) {
            sessions.adopt(session);
        }
    }

    /** Notes the cabinets that were found to be missing or cut in other damages than the depot has. */
    public void tell(Damages damages) throws BackupException {
        cabinets.tell(damages);
    }

    /**
     * An empty or wrong folder under the address of the storage must not be taken for a device that lost everything.
     */
    private void checkDevice() throws BackupException {
        if (!depot.storage().exists(depot.names().vault())) {
            throw new BackupException(Code.DEVICE_MISSING, depot.vault().device(), depot.storage().label());
        }
    }
}
