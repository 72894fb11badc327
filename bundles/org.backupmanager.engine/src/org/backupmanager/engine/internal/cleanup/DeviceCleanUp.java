package org.backupmanager.engine.internal.cleanup;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.stored.Attendance.Stay;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.engine.internal.stored.HomeNote;
import org.backupmanager.engine.internal.stored.Removal;
import org.backupmanager.engine.internal.stored.SessionRoot;
import org.backupmanager.engine.internal.stored.StoredObjects;
import org.backupmanager.model.Code;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.recovery.StorageHealth.Extent;
import org.backupmanager.recovery.StorageHealth.Quarantined;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.CleanUp;
import org.backupmanager.session.Progress;
import org.backupmanager.session.SessionCancelledException;

/** The clean-up of a device whose home this process holds. */
public final class DeviceCleanUp implements CleanUp, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(DeviceCleanUp.class.getName());
    /** How long a clean-up may take to end when the device is closed. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Depot depot;
    private final HomeAttendance attendance;
    private final Choices choices;
    private final InstantSource clock;
    private final SecureRandom chance;
    private final AtomicReference<Optional<Under>> running = new AtomicReference<>(Optional.empty());
    private volatile boolean closed;

    /** What it needs to know of its device. */
    public interface Choices {

        /** What holds now. */
        CleanUpSettings settings();

        /** Sessions that nobody may remove. */
        Held held();

        /** Sessions have gone from the register or come back to it. */
        void listChanged();
    }

    /** The sessions that a person holds, here or on another computer. */
    @FunctionalInterface
    public interface Held {
        Set<SessionId> now() throws BackupException;
    }

    /**
     * @param depot of the device, with its attendance
     * @param attendance the same
     * @param choices of the device
     * @param clock that dates removals
     * @param chance for names and keys
     */
    public DeviceCleanUp(Depot depot, HomeAttendance attendance, Choices choices, InstantSource clock,
            SecureRandom chance) {
        this.depot = depot;
        this.attendance = attendance;
        this.choices = choices;
        this.clock = clock;
        this.chance = chance;
    }

    private SessionRemovals removals() {
        return new SessionRemovals(depot, attendance, choices.held(), clock, chance);
    }

    @Override
    public List<Removed> removed() throws BackupException {
        try (Stay _ = attendance.beginReading()) {
            var removed = new ArrayList<Removed>();
            for (Removal entry : attendance.quarantine().sessions()) {
                report(entry.session().orElseThrow()).ifPresent(report ->
                        removed.add(new Removed(report, entry.time(), daysLeft(entry))));
            }
            removed.sort(Comparator.comparing((Removed one) -> one.report().id()).reversed());
            return removed;
        }
    }

    /** What will be removed for good, oldest first. */
    public List<Quarantined> quarantine() throws BackupException {
        try (Stay _ = attendance.beginReading()) {
            return attendance.quarantine().removals().stream().sorted(Comparator.comparing(Removal::time))
                    .map(entry -> new Quarantined(entry.session(),
                            new Extent(entry.cabinets().size(), entry.bytes()), entry.time(), daysLeft(entry)))
                    .toList();
        }
    }

    private int daysLeft(Removal entry) {
        int days = choices.settings().quarantineDays();
        return days == 0 ? 0 : (int) Math.max(0, days + 1 - attendance.age(entry));
    }

    /** A root that is gone or damaged cannot come back. */
    private Optional<SessionReport> report(SessionId session) throws BackupException {
        try {
            byte[] object = new StoredObjects(depot.names(), depot.storage()).read(depot.names().session(session));
            return Optional.of(SessionRoot.decode(depot.vault(), session, object).report());
        } catch (BackupException unreadable) {
            if (unreadable.code() == Code.OBJECT_MISSING || unreadable.code() == Code.OBJECT_DAMAGED) {
                return Optional.empty();
            }
            throw unreadable;
        }
    }

    @Override
    public void remove(List<SessionId> sessions, boolean evenLast) throws BackupException {
        try (Stay _ = attendance.beginReading()) {
            removals().remove(sessions, evenLast);
        } finally {
            choices.listChanged();
        }
    }

    @Override
    public void undelete(List<SessionId> sessions) throws BackupException {
        try (Stay _ = attendance.beginReading()) {
            removals().undelete(sessions);
        } finally {
            choices.listChanged();
        }
    }

    @Override
    public Outcome run(boolean preview, Progress progress) throws BackupException {
        return run(preview, Set.of(), begin(progress));
    }

    @Override
    public Outcome forget(List<SessionId> sessions, Progress progress) throws BackupException {
        Under under = begin(progress);
        boolean removed = false;
        try {
            remove(sessions, true);
            removed = true;
        } finally {
            if (!removed) {
                end(under);
            }
        }
        return run(false, Set.copyOf(sessions), under);
    }

    private Under begin(Progress progress) throws BackupException {
        var under = new Under(progress);
        if (closed || !running.compareAndSet(Optional.empty(), Optional.of(under))) {
            throw new BackupException(Code.DEVICE_BUSY, Messages.text(closed ? "busy.closing" : "busy.cleanup"));
        }
        return under;
    }

    private Outcome run(boolean preview, Set<SessionId> forgotten, Under under) throws BackupException {
        try {
            return new CleanUpRun(depot, attendance, choices.settings(), new CleanUpRun.Surroundings(clock, chance),
                    preview, under).forgetting(forgotten).run();
        } finally {
            end(under);
        }
    }

    private void end(Under under) {
        running.set(Optional.empty());
        under.end.countDown();
    }

    @Override
    public void start() throws BackupException {
        Under under = begin(Progress.NONE);
        Thread.ofPlatform().name("clean-up").start(() -> {
            try {
                Outcome outcome = run(false, Set.of(), under);
                LOG.log(System.Logger.Level.INFO, Messages.text("cleanup.done", outcome.purged().size(),
                        outcome.freed().bytes(), outcome.unneeded().plus(outcome.rewritten()).bytes()));
            } catch (BackupException failure) {
                LOG.log(System.Logger.Level.WARNING, Messages.text("cleanup.failed", failure.getMessage()), failure);
            } catch (RuntimeException | Error bug) {
                LOG.log(System.Logger.Level.ERROR, Messages.text("cleanup.failed", bug.toString()), bug);
            }
        });
    }

    @Override
    public boolean isRunning() {
        return running.get().isPresent();
    }

    @Override
    public void cancel() {
        running.get().ifPresent(under -> under.cancelled = true);
    }

    /** Ends what runs and waits for it; it can be ended anywhere. */
    @Override
    public void close() {
        closed = true;
        cancel();
        Optional<Under> last = running.get();
        try {
            if (last.isPresent() && !last.get().end.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.log(System.Logger.Level.WARNING, Messages.text("cleanup.stuck"));
            }
        } catch (InterruptedException inAHurry) {
            Thread.currentThread().interrupt();
        }
    }

    /** A clean-up that is under way. */
    private static final class Under implements Progress {

        private final Progress told;
        private final CountDownLatch end = new CountDownLatch(1);
        private volatile boolean cancelled;

        Under(Progress told) {
            this.told = told;
        }

        @Override
        public void expect(Work work, long n) {
            told.expect(work, n);
        }

        @Override
        public void done(Work work, long n) {
            told.done(work, n);
        }

        @Override
        public void note(String text) {
            told.note(text);
        }

        @Override
        public void checkCancelled() throws SessionCancelledException {
            if (cancelled) {
                throw new SessionCancelledException();
            }
            told.checkCancelled();
        }
    }

    @Override
    public List<Home> homes() throws BackupException {
        var homes = new ArrayList<Home>();
        for (HomeNote note : HomeBook.read(depot).notes()) {
            homes.add(new Home(note.home(), attendance.label(note), note.time(), note.home().equals(attendance.id())));
        }
        return homes;
    }

    @Override
    public void retire(String home) throws BackupException {
        Optional<Home> known = homes().stream().filter(one -> one.id().equals(home)).findFirst();
        if (known.isEmpty() || known.get().here()) {
            throw new BackupException(Code.BAD_ARGUMENT, home,
                    Messages.text(known.isEmpty() ? "retire.unknown" : "retire.here"));
        }
        byte[] mark = depot.vault().signed("retired", home, new byte[0]);
        depot.storage().put(depot.names().retired(home), mark);
    }
}
