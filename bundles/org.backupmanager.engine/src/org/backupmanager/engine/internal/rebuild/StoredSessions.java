package org.backupmanager.engine.internal.rebuild;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.run.Parallel;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.engine.internal.stored.Quarantine;
import org.backupmanager.engine.internal.stored.RegisterPart;
import org.backupmanager.engine.internal.stored.SessionNumbers;
import org.backupmanager.engine.internal.stored.SessionRoot;
import org.backupmanager.engine.internal.stored.StoredObjects;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.register.BackupRegister;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Progress;
import org.backupmanager.session.Progress.Work;
import org.backupmanager.storage.StorageTransport.StoredObject;

/** The sessions of a register, brought in line with the session roots in the storage. */
final class StoredSessions {

    /** Roots at hand at the same time. */
    private static final int BATCH = 64;

    private final Depot depot;
    private final BackupRegister register;
    private final StoredObjects objects;
    private final Progress progress;
    private final Parallel parallel;
    private final Findings findings;

    StoredSessions(Depot depot, StoredObjects objects, Parallel parallel, Progress progress, Findings findings) {
        this.depot = depot;
        this.register = depot.register();
        this.objects = objects;
        this.progress = progress;
        this.parallel = parallel;
        this.findings = findings;
    }

    /**
     * Reads every root, commits those that the register does not know, and checks that they form one chain.
     *
     * @param remembered what the chain must contain
     */
    void readAll(List<StoredObject> roots, Quarantine quarantine, LastSession remembered) throws BackupException {
        progress.note(Messages.text("rebuild.sessions"));
        var chain = new ChainCheck();
        Set<SessionId> hidden = quarantine.hidden();
        Set<SessionId> there = new HashSet<>();
        for (int from = 0; from < roots.size(); from += BATCH) {
            List<StoredObject> batch = roots.subList(from, Math.min(roots.size(), from + BATCH));
            List<Optional<byte[]>> contents = parallel.map(batch, this::readIfThere);
            for (int i = 0; i < batch.size(); i++) {
                var session = new SessionId(StoredObjects.number(batch.get(i)));
                there.add(session);
                read(session, contents.get(i), chain, hidden.contains(session));
                progress.done(Work.ITEMS, 1);
            }
            progress.checkCancelled();
        }
        quarantine.gravestones().stream().filter(grave -> !there.contains(grave.session())).forEach(chain::removed);
        chain.end(remembered).forEach(findings::warn);
    }

    private Optional<byte[]> readIfThere(StoredObject object) throws BackupException {
        try {
            return Optional.of(objects.read(object));
        } catch (BackupException failure) {
            findings.passOver(failure);
            return Optional.empty();
        }
    }

    private void read(SessionId session, Optional<byte[]> object, ChainCheck chain, boolean hidden)
            throws BackupException {
        if (object.isEmpty()) {
            chain.damaged(session);
            return;
        }
        SessionRoot.Read read;
        try {
            read = SessionRoot.read(depot.vault(), session, object.get());
        } catch (BackupException failure) {
            findings.passOver(failure);
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
     * Commits the session where its root is stored and sound: another home may have stored it, or the process may have
     * died between storing that, which is the commit, and noting it.
     *
     * @return whether it is committed now
     */
    boolean adopt(SessionId session) throws BackupException {
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
            findings.passOver(damaged);
            return false;
        }
    }

    /**
     * The number of a session that stored a register part but not its root, or that was removed, is not used again:
     * another object could not take its name.
     */
    void passNumbers(List<StoredObject> parts, List<StoredObject> roots, Quarantine quarantine)
            throws BackupException {
        long used = LongStream.of(
                parts.stream().mapToLong(part -> RegisterPart.session(StoredObjects.number(part))).max().orElse(0),
                roots.stream().mapToLong(StoredObjects::number).max().orElse(0),
                quarantine.hidden().stream().mapToLong(SessionId::number).max().orElse(0)).max().getAsLong();
        long known = register.sessions().stream().mapToLong(session -> session.id().number()).max().orElse(0);
        while (known < used) {
            known = register.nextSession().number();
        }
    }
}
