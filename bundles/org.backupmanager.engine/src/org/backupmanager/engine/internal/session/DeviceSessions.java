package org.backupmanager.engine.internal.session;

import java.time.Duration;
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
import org.backupmanager.register.BackupRegister;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Session.Stage;
import org.backupmanager.session.Session;
import org.backupmanager.session.SessionCancelledException;
import org.backupmanager.session.SessionListener;
import org.backupmanager.session.Sessions;
import org.backupmanager.source.DataSource;

/**
 * Starts sessions, each on a thread of its own, and records how they end; {@link SessionQueue} says when each may work.
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
    /** Held from asking whether a session may start until it has. */
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
    }

    @Override
    public DeviceState state() {
        List<RunningSession> running = queue.sessions();
        if (running.isEmpty()) {
            return DeviceState.IDLE;
        }
        if (running.stream().anyMatch(session -> session.is(Type.RESTORE))) {
            return DeviceState.RESTORE;
        }
        return running.getFirst().progress().stage() == Stage.SCANNING ? DeviceState.SCANNING : DeviceState.BACKUP;
    }

    @Override
    public List<Session> startBackup(List<String> sources) throws BackupException {
        List<DataSource> chosen = tasks.toBackUp(new LinkedHashSet<>(sources));
        starting.lock();
        try {
            for (DataSource source : chosen) {
                checkFree(source);
            }
            List<Session> started = new ArrayList<>();
            for (DataSource source : chosen) {
                started.add(launch(begin(source, Type.BACKUP), (session, troubles) -> {
                    queue.awaitTurn(session);
                    listeners.tell(listener -> listener.started(session));
                    return work.backup(tasks.backup(session.begun(), source), session.gate(), troubles);
                }));
            }
            return started;
        } finally {
            starting.unlock();
        }
    }

    private void checkFree(DataSource source) throws BackupException {
        checkOpen();
        for (RunningSession session : queue.sessions()) {
            if (session.is(Type.BACKUP) && session.begun().source().equals(source.id())) {
                throw new BackupException(Code.DEVICE_BUSY, Messages.text("busy.backup", source.label()));
            }
        }
    }

    private void checkOpen() throws BackupException {
        if (queue.isShut()) {
            throw new BackupException(Code.DEVICE_BUSY, Messages.text("busy.closing"));
        }
    }

    @Override
    public Session startRestore(RecoveryPlan plan) throws BackupException {
        SessionReport from = find(plan)
                .orElseThrow(() -> new BackupException(Code.NO_SESSION, PastSessions.words(plan)));
        DataSource source = tasks.usable(plan.source());
        checkHolds(plan, from, source);
        source.target(plan.place(), plan.existing()).close();
        starting.lock();
        try {
            checkOpen();
            return launch(begin(source, Type.RESTORE), (session, troubles) -> {
                listeners.tell(listener -> listener.started(session));
                return work.restore(tasks.restore(session.begun(), from, plan, source), session.gate(), troubles);
            });
        } finally {
            starting.unlock();
        }
    }

    /** A plan that fits nothing is refused at once: a restore of nothing that ends as Completed would be believed. */
    private void checkHolds(RecoveryPlan plan, SessionReport from, DataSource source) throws BackupException {
        List<ItemPath> tops = plan.selection().isEmpty() ? List.of(ItemPath.ROOT) : plan.selection();
        var found = new ArrayList<ItemPath>();
        for (ItemPath top : tops) {
            work.walk(from.id(), top, node -> {
                ItemPath path = node.item().path();
                if (!path.isRoot() && plan.covers(path)) {
                    found.add(path);
                }
                return found.isEmpty();
            });
            if (!found.isEmpty()) {
                return;
            }
        }
        String asked = String.join(", ", tops.stream().map(source::show).toList());
        throw new BackupException(Code.NOTHING_TO_RESTORE, PastSessions.time(from.start()), asked);
    }

    private SessionReport begin(DataSource source, Type type) throws BackupException {
        var begun = new SessionReport(register.nextSession(), source.id(), type, State.IN_PROCESS, false,
                clock.instant(), Optional.empty(), Totals.NONE);
        register.save(begun);
        return begun;
    }

    private RunningSession launch(SessionReport begun, Body body) {
        var session = new RunningSession(begun, new RunProgress(), queue::wake);
        queue.enter(session);
        session.start(Thread.ofPlatform().name(begun.type().word() + " session " + begun.id())
                .unstarted(() -> run(session, body)));
        return session;
    }

    private void run(RunningSession session, Body body) {
        var troubles = new TroubleLog(register, session.id(), session.gate(), clock);
        SessionReport last = outcome(session, troubles, body);
        try {
            troubles.flush();
            if (!isCommitted(last)) {
                register.save(last);
            }
        } catch (BackupException registerFails) {
            log(System.Logger.Level.ERROR, "session.unsaved", session, registerFails);
        }
        tasks.finished(last);
        session.end(last);
        past.note(last);
        queue.leave(session);
        listeners.tell(listener -> listener.ended(last));
        session.release();
    }

    /** Such a backup was saved in the same step as its root. */
    private static boolean isCommitted(SessionReport last) {
        return last.type() == Type.BACKUP && last.state().isRestorable();
    }

    /**
     * What counts is whether the session was committed: what fails or is cancelled after that is a trouble of a session
     * that can be restored.
     */
    private SessionReport outcome(RunningSession session, TroubleLog troubles, Body body) {
        SessionReport last = attempt(session, troubles, body);
        try {
            if (isCommitted(last) || register.root(session.id()).isEmpty()) {
                return last;
            }
            return register.sessions().stream().filter(report -> report.id().equals(session.id())).findFirst()
                    .orElse(last);
        } catch (BackupException registerFails) {
            log(System.Logger.Level.ERROR, "session.unsaved", session, registerFails);
            return last;
        }
    }

    private SessionReport attempt(RunningSession session, TroubleLog troubles, Body body) {
        try {
            return body.run(session, troubles);
        } catch (SessionCancelledException | InterruptedException stopped) {
            log(System.Logger.Level.DEBUG, "session.stopped", session, stopped);
            return ended(session, queue.isShut() ? State.INTERRUPTED : State.ABORTED);
        } catch (BackupException failure) {
            log(System.Logger.Level.WARNING, "session.failed", session, failure);
            troubles.add(ItemPath.ROOT, failure);
            return ended(session, State.FAILED);
        } catch (RuntimeException | Error bug) {
            log(System.Logger.Level.ERROR, "session.failed", session, bug);
            troubles.add(ItemPath.ROOT, new BackupException(Code.INTERNAL, bug.toString()));
            return ended(session, State.FAILED);
        }
    }

    private SessionReport ended(RunningSession session, State state) {
        return session.begun().with(session.gate().totals()).ended(state, clock.instant());
    }

    private static void log(System.Logger.Level level, String key, RunningSession session, Throwable cause) {
        LOG.log(level, Messages.text(key, session.id().toString(), String.valueOf(cause.getMessage())), cause);
    }

    @Override
    public void abortAll() {
        queue.sessions().forEach(RunningSession::cancel);
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
    public void addListener(SessionListener listener) {
        listeners.add(listener);
    }

    @Override
    public void removeListener(SessionListener listener) {
        listeners.remove(listener);
    }

    /** Ends what runs, as Interrupted, and waits for it. */
    @Override
    public void close() {
        queue.shut();
        try {
            if (!queue.awaitEmpty(PATIENCE)) {
                queue.sessions().forEach(RunningSession::interrupt);
                if (!queue.awaitEmpty(PATIENCE)) {
                    LOG.log(System.Logger.Level.ERROR, Messages.text("session.stuck", queue.sessions().size()));
                }
            }
        } catch (InterruptedException inAHurry) {
            queue.sessions().forEach(RunningSession::interrupt);
            Thread.currentThread().interrupt();
        }
    }

    /** What the thread of a session does. */
    @FunctionalInterface
    private interface Body {
        SessionReport run(RunningSession session, TroubleLog troubles) throws BackupException, InterruptedException;
    }
}
