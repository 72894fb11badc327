package org.backupmanager.engine.internal.plan;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.home.ConfigFile;
import org.backupmanager.engine.internal.home.Home;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.engine.internal.stored.SessionMark;
import org.backupmanager.engine.internal.stored.StoredObjects;
import org.backupmanager.model.Code;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.session.BackupException;
import org.backupmanager.storage.StorageTransport.StoredObject;

/**
 * What was decided about sessions after they were stored. The storage is the truth, the home has a copy, and the
 * register shows whether a session is archived. Safe for use by many threads.
 */
final class Marks {

    private static final System.Logger LOG = System.getLogger(Marks.class.getName());
    private static final String GENERAL = "General";
    private static final String LAST_NUMBER = "LastNumber";
    private static final String ARCHIVED = "Archived";
    private static final String HELD = "Held";

    private final Home home;
    private final Depot depot;
    private final InstantSource clock;
    private final SecureRandom chance;
    private final Consumer<SessionReport> changed;
    private final ReentrantLock lock = new ReentrantLock();
    /** Guarded by the lock, as what is below. */
    private final Map<SessionId, Mark> marks = new TreeMap<>();
    private long lastNumber;

    private Marks(Home home, Depot depot, InstantSource clock, SecureRandom chance, Consumer<SessionReport> changed) {
        this.home = home;
        this.depot = depot;
        this.clock = clock;
        this.chance = chance;
        this.changed = changed;
    }

    /**
     * The marks of a device, applied to its register; read from the storage where the home has no copy.
     *
     * @param changed hears of sessions that are archived no more
     */
    static Marks in(Home home, Depot depot, InstantSource clock, SecureRandom chance, Consumer<SessionReport> changed)
            throws BackupException {
        var marks = new Marks(home, depot, clock, chance, changed);
        // whoever could hear of changes reads the register only after this
        if (home.has(Home.MARKS)) {
            marks.read();
            marks.apply();
        } else {
            marks.tryReadStorage();
        }
        return marks;
    }

    private void read() throws BackupException {
        try {
            ConfigFile file = ConfigFile.parse(home.readText(Home.MARKS).orElse(""));
            for (String name : file.sections()) {
                var section = new Section(file, name);
                if (name.equals(GENERAL)) {
                    lastNumber = section.get(LAST_NUMBER, Long::parseLong);
                } else {
                    marks.put(new SessionId(Long.parseLong(name)),
                            new Mark(section.flag(ARCHIVED), section.flag(HELD)));
                }
            }
        } catch (IllegalArgumentException wrong) {
            throw home.damaged(Home.MARKS, wrong.getMessage()).because(wrong);
        }
    }

    private void write() throws BackupException {
        ConfigFile file = ConfigFile.withComment(Messages.text("plan.comment.marks"));
        file.set(GENERAL, LAST_NUMBER, Long.toString(lastNumber));
        marks.forEach((session, mark) -> {
            var section = new Section(file, session.toString());
            section.set(ARCHIVED, mark.archived());
            section.set(HELD, mark.held());
        });
        home.writeText(Home.MARKS, file.text());
    }

    /** A storage that cannot be read now is read when the device is opened again, and before anything is removed. */
    private void tryReadStorage() {
        try {
            readStorage();
        } catch (BackupException failed) {
            LOG.log(System.Logger.Level.WARNING, Messages.text("marks.unread", failed.getMessage()), failed);
        }
    }

    /**
     * Reads what was decided elsewhere.
     *
     * @throws BackupException where one mark cannot be read: a session that it holds would not be known
     */
    void refresh() throws BackupException {
        lock.lock();
        try {
            readStorage().forEach(changed);
        } finally {
            lock.unlock();
        }
    }

    private List<SessionReport> readStorage() throws BackupException {
        var objects = new StoredObjects(depot.names(), depot.storage());
        for (StoredObject object : objects.marks()) {
            long number = StoredObjects.number(object);
            if (number > lastNumber) {
                SessionMark mark = SessionMark.decode(depot.vault(), number, objects.read(object));
                marks.put(mark.session(), new Mark(mark.archived(), mark.held()));
                lastNumber = number;
            }
        }
        write();
        return apply();
    }

    /** Where the register knows a session as its root has it, it is told what was decided since; returns those. */
    private List<SessionReport> apply() throws BackupException {
        List<SessionReport> told = new ArrayList<>();
        for (SessionReport report : depot.register().sessions()) {
            Optional<Mark> mark = Optional.ofNullable(marks.get(report.id()));
            if (mark.isPresent() && mark.get().archived() != report.archived()) {
                SessionReport marked = report.archived(mark.get().archived());
                depot.register().save(marked);
                told.add(marked);
            }
        }
        return told;
    }

    /** Sessions that a person holds. */
    Set<SessionId> held() {
        lock.lock();
        try {
            Set<SessionId> held = new TreeSet<>();
            marks.forEach((session, mark) -> {
                if (mark.held()) {
                    held.add(session);
                }
            });
            return held;
        } finally {
            lock.unlock();
        }
    }

    void unarchive(SessionId session) throws BackupException {
        decide(session, "marks.notArchived", Mark::archived, now -> new Mark(false, now.held()));
    }

    void hold(SessionId session) throws BackupException {
        decide(session, "marks.none", _ -> true, now -> new Mark(now.archived(), true));
    }

    void release(SessionId session) throws BackupException {
        decide(session, "marks.notHeld", Mark::held, now -> new Mark(now.archived(), false));
    }

    private SessionReport restorable(SessionId session) throws BackupException {
        return depot.register().sessions().stream().filter(report -> report.id().equals(session)
                && report.type() == SessionReport.Type.BACKUP && report.state().isRestorable()).findFirst()
                .orElseThrow(() -> new BackupException(Code.NO_SESSION, Messages.text("marks.none",
                        session.toString())));
    }

    /** Decides from what holds now, wherever that was decided; says by that message where it makes no sense. */
    private void decide(SessionId session, String refusal, Predicate<Mark> makesSense, UnaryOperator<Mark> change)
            throws BackupException {
        lock.lock();
        try {
            refresh();
            Mark now = new Mark(restorable(session).archived(), held().contains(session));
            if (!makesSense.test(now)) {
                throw new BackupException(Code.NO_SESSION, Messages.text(refusal, session.toString()));
            }
            Mark mark = change.apply(now);
            var decided = new SessionMark(lastNumber + 1, session, mark.archived(), mark.held(), clock.instant());
            byte[] object = decided.encode(depot.vault(), chance);
            // another process that took the number meanwhile makes this fail, and nothing is changed
            depot.storage().put(depot.names().mark(decided.number()), object);
            marks.put(session, mark);
            lastNumber = decided.number();
            write();
            apply().forEach(changed);
        } finally {
            lock.unlock();
        }
    }

    /** What was decided last about a session. */
    private record Mark(boolean archived, boolean held) {
    }
}
