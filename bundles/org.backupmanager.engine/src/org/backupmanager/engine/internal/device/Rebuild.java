package org.backupmanager.engine.internal.device;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

import org.backupmanager.content.CabinetDirectory;
import org.backupmanager.content.CabinetId;
import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.run.Parallel;
import org.backupmanager.engine.internal.stored.Damages;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.engine.internal.stored.Quarantine;
import org.backupmanager.engine.internal.stored.RegisterPart;
import org.backupmanager.engine.internal.stored.SessionNumbers;
import org.backupmanager.engine.internal.stored.SessionRoot;
import org.backupmanager.engine.internal.stored.StoredObjects;
import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.Trouble.Severity;
import org.backupmanager.model.Trouble;
import org.backupmanager.pipeline.CabinetReader;
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
    /** Roots at hand at the same time. */
    private static final int BATCH = 64;

    private final Depot depot;
    private final BackupRegister register;
    private final StoredObjects objects;
    private final Progress progress;
    private final Parallel parallel;
    private final CabinetReader reader;
    private final Collection<String> warnings = new ConcurrentLinkedQueue<>();
    private final Absent absent;
    private final AtomicBoolean losses = new AtomicBoolean();
    private Quarantine quarantine = new Quarantine(List.of(), List.of());

    /**
     * @param depot whose register is brought in line
     * @param connections to the storage at once
     * @param progress counts objects that are read
     */
    public Rebuild(Depot depot, int connections, Progress progress) {
        this.depot = depot;
        this.register = depot.register();
        this.absent = new Absent(register);
        this.objects = new StoredObjects(depot.names(), depot.storage());
        this.progress = progress;
        this.parallel = new Parallel(connections);
        this.reader = new CabinetReader(depot.vault());
    }

    /** What a person should know about the storage, in the order it was noticed. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** Whether slices were found to be lost that a session may need. */
    public boolean foundLosses() {
        return losses.get();
    }

    /**
     * Reads all that the register does not know: cabinets, sessions, troubles. Can be done again where it was cut
     * short.
     */
    public void everything(LastSession remembered) throws BackupException {
        checkDevice();
        quarantine = Quarantine.read(depot);
        // Sessions are listed before cabinets: what a listed session needs was stored before it
        List<StoredObject> roots = objects.sessions();
        List<StoredObject> parts = objects.registerParts();
        Map<CabinetId, Long> stored = objects.cabinets();
        progress.expect(Work.ITEMS, roots.size() + parts.size());
        progress.note(Messages.text("rebuild.cabinets"));
        Set<CabinetId> known = ConcurrentHashMap.newKeySet();
        known.addAll(register.cabinets());
        parallel.map(parts, part -> readPart(part, stored, known));
        adopt(stored, known);
        compareSizes(stored);
        progress.note(Messages.text("rebuild.sessions"));
        readRoots(roots, remembered);
        passNumbers(parts, roots);
        absent.tell(depot.damages());
        LOG.log(System.Logger.Level.INFO,
                Messages.text("rebuild.done", depot.storage().label(), roots.size(), known.size()));
    }

    /**
     * The number of a session that stored a register part but not its root, or that was removed, is not used again:
     * another object could not take its name.
     */
    private void passNumbers(List<StoredObject> parts, List<StoredObject> roots) throws BackupException {
        long used = Math.max(
                parts.stream().mapToLong(part -> RegisterPart.session(StoredObjects.number(part))).max().orElse(0),
                roots.stream().mapToLong(StoredObjects::number).max().orElse(0));
        long known = register.sessions().stream().mapToLong(session -> session.id().number()).max().orElse(0);
        while (known < used) {
            known = register.nextSession().number();
        }
    }

    /**
     * Sets right what a killed process left: sessions in process become Interrupted, or Completed where their root was
     * stored after all, and those that waited stay NotStarted; cabinets that were stored are noted, and those that are
     * gone are forgotten, so that the next backup sends nothing twice and relies on nothing that is not there.
     */
    public void afterUncleanEnd(List<SessionReport> unfinished, Instant now) throws BackupException {
        checkDevice();
        quarantine = Quarantine.read(depot);
        compareCabinets();
        for (SessionReport session : unfinished) {
            if (!adopt(session.id())) {
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
     * @param seen what was removed, as it was read before this
     */
    public void follow(Quarantine seen) throws BackupException {
        checkDevice();
        quarantine = seen;
        List<StoredObject> roots = objects.sessions();
        compareCabinets();
        Set<Long> known = new HashSet<>();
        for (SessionReport session : register.sessions()) {
            if (session.end().isEmpty() || register.root(session.id()).isPresent()) {
                known.add(session.id().number());
            }
        }
        passNumbers(objects.registerParts(), roots);
        Set<SessionId> hidden = quarantine.hidden();
        for (StoredObject root : roots) {
            var session = new SessionId(StoredObjects.number(root));
            if (!known.contains(session.number()) && !hidden.contains(session)) {
                adopt(session);
            }
        }
    }

    private void compareCabinets() throws BackupException {
        // What is known is asked first: what a running backup stores meanwhile is not missing
        Set<CabinetId> known = new HashSet<>(register.cabinets());
        Map<CabinetId, Long> stored = objects.cabinets();
        for (CabinetId id : Set.copyOf(known)) {
            if (!stored.containsKey(id)) {
                compareMissing(id);
            }
        }
        progress.note(Messages.text("rebuild.cabinets"));
        adopt(stored, known);
        compareSizes(stored);
        // Before anything says that the register is in line
        absent.tell(depot.damages());
    }

    /** A cabinet that is not there is lost, unless a clean-up has removed it. */
    private void compareMissing(CabinetId cabinet) throws BackupException {
        if (quarantine.mayLack(cabinet)) {
            register.number(cabinet).ifPresent(depot.damages()::remove);
            register.remove(cabinet);
        } else {
            missing(cabinet);
        }
    }

    private void missing(CabinetId cabinet) throws BackupException {
        absent.missing(cabinet);
        OptionalInt number = register.number(cabinet);
        if (number.isEmpty() || depot.damages().of(number.getAsInt()).isEmpty()) {
            lost(Messages.text("rebuild.missing", cabinet.hex()));
        }
    }

    /** Notes the cabinets that were found to be missing or cut in other damages than the depot has. */
    public void tell(Damages damages) throws BackupException {
        absent.tell(damages);
    }

    /** The process may have died between storing the root, which is the commit, and noting that. */
    private boolean adopt(SessionId session) throws BackupException {
        if (!depot.storage().exists(depot.names().session(session))) {
            return false;
        }
        byte[] object = objects.read(depot.names().session(session));
        try {
            SessionRoot root = SessionRoot.decode(depot.vault(), session, object);
            new SessionNumbers(register).makeRoom(root.report());
            commit(root, object);
            return true;
        } catch (BackupException damaged) {
            passOver(damaged);
            return false;
        }
    }

    /**
     * An empty or wrong folder under the address of the storage must not be taken for a device that lost everything.
     */
    private void checkDevice() throws BackupException {
        if (!depot.storage().exists(depot.names().vault())) {
            throw new BackupException(Code.DEVICE_MISSING, depot.vault().device(), depot.storage().label());
        }
    }

    private int readPart(StoredObject part, Map<CabinetId, Long> stored, Set<CabinetId> known) throws BackupException {
        progress.checkCancelled();
        try {
            for (CabinetDirectory cabinet : RegisterPart.decode(depot.vault(), StoredObjects.number(part),
                    objects.read(part)).cabinets()) {
                if (!stored.containsKey(cabinet.id())) {
                    readMissing(cabinet);
                } else if (known.add(cabinet.id())) {
                    register.add(cabinet);
                }
            }
        } catch (BackupException failure) {
            passOver(failure);
        }
        progress.done(Work.ITEMS, 1);
        return 1;
    }

    private void readMissing(CabinetDirectory cabinet) throws BackupException {
        if (!quarantine.mayLack(cabinet.id())) {
            register.add(cabinet);
            missing(cabinet.id());
        }
    }

    /** Notes the cabinets that are stored but not known, from what stands at their own ends. */
    private void adopt(Map<CabinetId, Long> stored, Set<CabinetId> known) throws BackupException {
        List<CabinetId> unknown = stored.keySet().stream().filter(id -> !known.contains(id)).toList();
        progress.expect(Work.ITEMS, unknown.size());
        parallel.map(unknown, id -> {
            progress.checkCancelled();
            try {
                register.add(reader.directory(depot.storage(), depot.names().cabinet(id), id));
            } catch (BackupException failure) {
                passOver(failure);
                losses.set(true);
            }
            progress.done(Work.ITEMS, 1);
            return id;
        });
        known.addAll(unknown);
    }

    /** A cabinet whose object has another size than its directory says was cut: new backups must not rely on it. */
    private void compareSizes(Map<CabinetId, Long> stored) throws BackupException {
        register.cabinets((number, id, size, slices) -> {
            long there = stored.getOrDefault(id, size);
            if (there != size) {
                absent.cut(id);
                if (depot.damages().of(number).isEmpty()) {
                    lost(Messages.text("rebuild.cut", id.hex(), there, size));
                }
            }
        });
    }

    private void readRoots(List<StoredObject> roots, LastSession remembered) throws BackupException {
        var chain = new ChainCheck();
        Set<SessionId> hidden = quarantine.hidden();
        Set<SessionId> there = new HashSet<>();
        for (int from = 0; from < roots.size(); from += BATCH) {
            List<StoredObject> batch = roots.subList(from, Math.min(roots.size(), from + BATCH));
            List<Optional<byte[]>> contents = parallel.map(batch, this::readIfThere);
            for (int i = 0; i < batch.size(); i++) {
                var session = new SessionId(StoredObjects.number(batch.get(i)));
                there.add(session);
                readRoot(session, contents.get(i), chain, hidden.contains(session));
                progress.done(Work.ITEMS, 1);
            }
            progress.checkCancelled();
        }
        quarantine.gravestones().stream().filter(grave -> !there.contains(grave.session())).forEach(chain::removed);
        chain.end(remembered).forEach(this::warn);
    }

    private Optional<byte[]> readIfThere(StoredObject object) throws BackupException {
        try {
            return Optional.of(objects.read(object));
        } catch (BackupException failure) {
            passOver(failure);
            return Optional.empty();
        }
    }

    private void readRoot(SessionId session, Optional<byte[]> object, ChainCheck chain, boolean hidden)
            throws BackupException {
        if (object.isEmpty()) {
            chain.damaged(session);
            return;
        }
        SessionRoot.Read read;
        try {
            read = SessionRoot.read(depot.vault(), session, object.get());
        } catch (BackupException failure) {
            passOver(failure);
            chain.damaged(session);
            return;
        }
        chain.root(read, object.get());
        if (!hidden && register.root(session).isEmpty()) {
            commit(read.root(), object.get());
        }
    }

    private void commit(SessionRoot root, byte[] object) throws BackupException {
        SessionId session = root.report().id();
        if (!root.troubles().isEmpty() && register.troubles(session, 1).isEmpty()) {
            register.save(session, root.troubles());
        }
        register.commit(root.report(), object);
    }

    /**
     * Damage of one object is told, and the others go on; anything else ends the rebuild, since a storage that fails
     * now may be whole.
     */
    private void passOver(BackupException failure) throws BackupException {
        switch (failure.code()) {
            case OBJECT_DAMAGED, OBJECT_MISSING, FORMAT_UNKNOWN -> warn(failure.getMessage());
            default -> throw failure;
        }
    }

    private void lost(String warning) {
        losses.set(true);
        warn(warning);
    }

    private void warn(String warning) {
        warnings.add(warning);
        LOG.log(System.Logger.Level.WARNING, warning);
    }
}
