package org.backupmanager.engine.internal.session;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.run.RunProgress;
import org.backupmanager.engine.internal.run.TroubleLog;
import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.SessionId;
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
import org.backupmanager.storage.StorageTransport;

/**
 * The sessions of a device, those that run and those that are over. {@link SessionStarts} begins one,
 * {@link SessionQueue} says when it may work, {@link SessionRunner} records how it ends, and {@link PastSessions} keeps
 * what is over.
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
    private final PastSessions past;
    private final SessionQueue queue = new SessionQueue();
    private final Listeners listeners = new Listeners();
    private final SessionRunner runner;
    private final SessionStarts starts;

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
        this.past = new PastSessions(register.sessions());
        this.runner = new SessionRunner(register, tasks, clock, queue, past, listeners);
        this.starts = new SessionStarts(register, work, tasks, clock, queue, runner);
    }

    @Override
    public DeviceState state() {
        return queue.state();
    }

    @Override
    public List<Session> startBackup(List<String> sources) throws BackupException {
        return starts.backups(sources);
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
        return starts.restore(source, (begun, progress, troubles) ->
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
            return starts.restore(tasks.usable(source), body);
        } finally {
            queue.expectRestoreNoMore();
        }
    }

    @Override
    public Session startVerify(VerifyPlan plan) throws BackupException {
        return starts.upkeep(Type.VERIFY, (running, troubles) ->
                work.verify(tasks.verify(running.begun(), plan), running.gate(), troubles));
    }

    @Override
    public Session startRepair(RepairPlan plan) throws BackupException {
        Optional<StorageTransport> copy = tasks.copy(plan);
        try {
            return starts.upkeep(plan.apply() ? Type.REPAIR : Type.REPAIR_PLAN, (running, troubles) ->
                    work.repair(tasks.repair(running.begun(), plan, copy), running.gate(), troubles));
        } catch (BackupException notStarted) {
            copy.ifPresent(StorageTransport::close);
            throw notStarted;
        }
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
        starts.checkOpen();
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
