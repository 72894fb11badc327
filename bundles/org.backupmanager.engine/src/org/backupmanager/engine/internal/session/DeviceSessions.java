package org.backupmanager.engine.internal.session;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.run.RunProgress;
import org.backupmanager.engine.internal.run.TroubleLog;
import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.SessionReport.Totals;
import org.backupmanager.model.SessionReport.Type;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.Trouble;
import org.backupmanager.recovery.RecoveryPlan;
import org.backupmanager.recovery.RepairPlan;
import org.backupmanager.recovery.VerifyPlan;
import org.backupmanager.register.BackupRegister;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Session;
import org.backupmanager.session.SessionListener;
import org.backupmanager.session.Sessions;
import org.backupmanager.source.DataSource;
import org.backupmanager.source.DataSource.Overlap;
import org.backupmanager.storage.StorageTransport;

/**
 * Starts sessions, each on a thread of its own; {@link SessionQueue} says when each may work, {@link SessionRunner}
 * records how it ends.
 */
public final class DeviceSessions implements Sessions, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(DeviceSessions.class.getName());
    /**
     * How long sessions may take to end by themselves when the device is closed, and again after they were interrupted.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final BackupRegister register;
    private final SessionWork work;
    private final SessionTasks tasks;
    private final InstantSource clock;
    private final PastSessions past;
    private final SessionQueue queue = new SessionQueue();
    private final Listeners listeners = new Listeners();
    private final SessionRunner runner;
    /** Held from making a session's number until it is in the queue, so that numbers enter in their order. */
    private final ReentrantLock starting = new ReentrantLock();

    /**
     * @param register where sessions are noted
     * @param work what they do
     * @param tasks what they need to know
     * @param clock for their start and end
     */
    public DeviceSessions(BackupRegister register, SessionWork work, SessionTasks tasks, InstantSource clock)
            throws BackupException {
        this.register = register;
        this.work = work;
        this.tasks = tasks;
        this.clock = clock;
        this.past = new PastSessions(register.sessions());
        this.runner = new SessionRunner(register, tasks, clock, queue, past, listeners);
    }

    @Override
    public DeviceState state() {
        return queue.state();
    }

    @Override
    public List<Session> startBackup(List<String> sources) throws BackupException {
        List<DataSource> chosen = tasks.toBackUp(new LinkedHashSet<>(sources));
        tasks.meetOthers();
        starting.lock();
        try {
            checkOpen();
            List<Session> started = new ArrayList<>();
            for (DataSource source : chosen) {
                started.add(startBackup(source));
            }
            return started;
        } finally {
            starting.unlock();
        }
    }

    /** Until it is its turn the register says NotStarted, which stays true if the process ends before that. */
    private Session startBackup(DataSource source) throws BackupException {
        SessionReport begun = begin(source, clock.instant());
        var session = new RunningSession(begun, source.overlap(), new RunProgress(), queue::wake);
        Optional<RunningSession> inTheWay = queue.enter(session);
        if (inTheWay.isPresent()) {
            runner.skip(session, inTheWay.get(), source.label());
            return session;
        }
        note(session, begun.with(State.NOT_STARTED));
        return launch(session, (running, troubles) -> {
            queue.awaitScan(running);
            running.work();
            register.save(begun);
            return work.backup(tasks.backup(begun, source), running.gate(), troubles, () -> queue.scanned(running));
        });
    }

    @Override
    public List<Session> restartUndone() throws BackupException {
        List<Session> restarted = new ArrayList<>();
        for (Undone undone : Undone.of(past.newestFirst())) {
            try {
                List<Session> started = startBackup(List.of(undone.source()));
                for (SessionReport report : undone.reports()) {
                    runner.restarted(report, started.getFirst().report().id());
                }
                restarted.addAll(started);
            } catch (BackupException notNow) {
                LOG.log(System.Logger.Level.WARNING,
                        Messages.text("session.notRestarted", undone.source(), notNow.getMessage()), notNow);
            }
        }
        return restarted;
    }

    private void checkOpen() throws BackupException {
        if (queue.isShut()) {
            throw new BackupException(Code.DEVICE_BUSY, Messages.text("busy.closing"));
        }
    }

    @Override
    public Session startRestore(RecoveryPlan plan) throws BackupException {
        queue.expectRestore();
        try {
            return startExpected(plan);
        } finally {
            queue.expectRestoreNoMore();
        }
    }

    private Session startExpected(RecoveryPlan plan) throws BackupException {
        SessionReport from = source(plan);
        DataSource source = tasks.usable(plan.source());
        source.target(plan.place(), plan.existing()).close();
        return launchRestore(source, (begun, progress, troubles) ->
                work.restore(tasks.restore(begun, from, plan, source), progress, troubles));
    }

    /** The session that a plan leads to, which holds something of what it asks for. */
    public SessionReport source(RecoveryPlan plan) throws BackupException {
        // the newest session may be one of another home, and its number is not for this one to take
        tasks.meetOthers();
        SessionReport from = find(plan)
                .orElseThrow(() -> new BackupException(Code.NO_SESSION, PastSessions.words(plan)));
        RestoreCheck.check(work, plan, from, tasks.usable(plan.source()));
        return from;
    }

    /** What a restore session does; returns the final report, which is in the register. */
    @FunctionalInterface
    public interface RestoreBody {
        SessionReport run(SessionReport begun, RunProgress progress, TroubleLog troubles)
                throws BackupException, InterruptedException;
    }

    /** Starts something else that goes before backups as a restore does, and is listed as one. */
    public Session startAsRestore(String source, RestoreBody body) throws BackupException {
        queue.expectRestore();
        try {
            return launchRestore(tasks.usable(source), body);
        } finally {
            queue.expectRestoreNoMore();
        }
    }

    private Session launchRestore(DataSource source, RestoreBody body) throws BackupException {
        starting.lock();
        try {
            checkOpen();
            SessionReport begun = begin(source.id(), Type.RESTORE);
            var session = new RunningSession(begun, source.overlap(), new RunProgress(), queue::wake);
            queue.enter(session);
            note(session, begun);
            return launch(session, (running, troubles) -> {
                running.work();
                return body.run(begun, running.gate(), troubles);
            });
        } finally {
            starting.unlock();
        }
    }

    @Override
    public Session startVerify(VerifyPlan plan) throws BackupException {
        return startUpkeep(Type.VERIFY, (running, troubles) ->
                work.verify(tasks.verify(running.begun(), plan), running.gate(), troubles));
    }

    @Override
    public Session startRepair(RepairPlan plan) throws BackupException {
        Optional<StorageTransport> copy = tasks.copy(plan);
        try {
            return startUpkeep(Type.REPAIR, (running, troubles) ->
                    work.repair(tasks.repair(running.begun(), plan, copy), running.gate(), troubles));
        } catch (BackupException notStarted) {
            copy.ifPresent(StorageTransport::close);
            throw notStarted;
        }
    }

    private Session startUpkeep(Type type, SessionRunner.Body body) throws BackupException {
        tasks.meetOthers();
        starting.lock();
        try {
            checkOpen();
            if (queue.sessions().stream().anyMatch(RunningSession::isUpkeep)) {
                throw new BackupException(Code.DEVICE_BUSY, Messages.text("busy.upkeep"));
            }
            SessionReport begun = begin(SessionReport.ALL, type);
            var session = new RunningSession(begun, Overlap.MERGES, new RunProgress(), queue::wake);
            queue.enter(session);
            note(session, begun);
            return launch(session, (running, troubles) -> {
                running.work();
                return body.run(running, troubles);
            });
        } finally {
            starting.unlock();
        }
    }

    private SessionReport begin(DataSource source, Instant now) throws BackupException {
        // decided for the very moment that the report has, so that no time of a rule falls between
        return new SessionReport(register.nextSession(), source.id(), Type.BACKUP, State.IN_PROCESS,
                tasks.archives(source, now), now, Optional.empty(), Totals.NONE);
    }

    private SessionReport begin(String source, Type type) throws BackupException {
        return new SessionReport(register.nextSession(), source, type, State.IN_PROCESS, false, clock.instant(),
                Optional.empty(), Totals.NONE);
    }

    /** What the register does not take does not start. */
    private void note(RunningSession session, SessionReport report) throws BackupException {
        try {
            register.save(report);
        } catch (BackupException registerFails) {
            queue.leave(session);
            queue.over(session);
            throw registerFails;
        }
    }

    private RunningSession launch(RunningSession session, SessionRunner.Body body) {
        session.start(Thread.ofPlatform().name(session.begun().type().word() + " session " + session.id())
                .unstarted(() -> runner.run(session, body)));
        return session;
    }

    @Override
    public void abortAll() {
        queue.sessions().forEach(RunningSession::cancel);
    }

    /** Asks the backups of a data source that do not archive to end, and says why they do. */
    public void abort(String source, BackupException why) {
        queue.sessions().stream().filter(session -> session.is(Type.BACKUP) && !session.begun().archived()
                && session.begun().source().equals(source)).forEach(session -> session.abort(why));
    }

    @Override
    public List<Session> running() {
        return List.copyOf(queue.sessions());
    }

    @Override
    public List<SessionReport> reports() {
        var all = new PastSessions(past.newestFirst());
        queue.sessions().forEach(session -> all.note(session.report()));
        return all.newestFirst();
    }

    @Override
    public Optional<SessionReport> find(RecoveryPlan plan) {
        return past.find(plan);
    }

    @Override
    public List<Trouble> troubles(SessionId session, int limit) throws BackupException {
        return register.troubles(session, limit);
    }

    @Override
    public List<Node> children(SessionId session, ItemPath folder) throws BackupException {
        return work.children(session, folder);
    }

    @Override
    public void walk(SessionId session, ItemPath from, NodeVisitor visitor) throws BackupException {
        work.walk(session, from, visitor);
    }

    @Override
    public List<Found> search(String source, String pattern, int limit) throws BackupException {
        return work.search(source, restorable(source), pattern, limit);
    }

    /** Backups of a data source that can be restored, newest first. */
    public List<SessionReport> restorable(String source) {
        return past.restorable(source);
    }

    @Override
    public void addListener(SessionListener listener) {
        listeners.add(listener);
    }

    @Override
    public void removeListener(SessionListener listener) {
        listeners.remove(listener);
    }

    /** A backup that was to start by itself could not: from now on that stands among the sessions. */
    public void refused(String source, BackupException why) throws BackupException {
        checkOpen();
        runner.refuse(source, why);
    }

    /** A session that has ended was marked: it is shown so from now on. */
    public void marked(SessionReport report) {
        past.note(report);
    }

    /** Sessions were removed, or came back: the list is read again. */
    public void listChanged() throws BackupException {
        past.follow(register.sessions());
    }

    /** Ends what runs, as Interrupted, and waits for it. */
    @Override
    public void close() {
        int stuck = queue.end(PATIENCE);
        if (stuck > 0) {
            LOG.log(System.Logger.Level.ERROR, Messages.text("session.stuck", stuck));
        }
    }
}
