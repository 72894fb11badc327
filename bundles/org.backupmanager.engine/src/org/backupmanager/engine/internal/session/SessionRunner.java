package org.backupmanager.engine.internal.session;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.run.TroubleLog;
import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.SessionReport.Totals;
import org.backupmanager.model.SessionReport.Type;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.Trouble;
import org.backupmanager.model.Trouble.Severity;
import org.backupmanager.register.BackupRegister;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.SessionCancelledException;

/**
 * Runs one session on its thread and records how it ended; whatever happens in between, it ends once, is in the
 * register, and is told to the listeners.
 *
 * @param register where sessions are noted
 * @param tasks that are told of the end
 * @param clock for ends
 * @param queue that it leaves
 * @param past that it becomes part of
 * @param listeners that hear of it
 */
record SessionRunner(BackupRegister register, SessionTasks tasks, InstantSource clock, SessionQueue queue,
        PastSessions past, Listeners listeners) {

    private static final System.Logger LOG = System.getLogger(SessionRunner.class.getName());

    /** What the thread of a session does. */
    @FunctionalInterface
    interface Body {
        SessionReport run(RunningSession session, TroubleLog troubles) throws BackupException, InterruptedException;
    }

    /** Runs a session that the queue has let in, from its start to its end. */
    void run(RunningSession session, Body body) {
        listeners.tell(listener -> listener.started(session));
        session.gate().watch(stage -> listeners.tell(listener -> listener.changed(session, stage)));
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
        queue.leave(session);
        try {
            end(session, last);
        } finally {
            queue.over(session);
        }
    }

    /** Ends a session that the queue did not let in because of another. */
    void skip(RunningSession session, RunningSession inTheWay, String label) throws BackupException {
        listeners.tell(listener -> listener.started(session));
        String why = Code.SESSION_SKIPPED.text(label, inTheWay.id().toString(),
                PastSessions.time(inTheWay.begun().start()));
        register.save(session.id(),
                List.of(new Trouble(clock.instant(), ItemPath.ROOT, Code.SESSION_SKIPPED, Severity.ERROR, why)));
        SessionReport last = session.begun().with(new Totals(0, 0, 0, 0, 0, 1, 0))
                .ended(State.SKIPPED, clock.instant());
        register.save(last);
        end(session, last);
    }

    /** A backup that was to start by itself could not: nobody was there to be told, so it stands among the sessions. */
    void refuse(String source, BackupException why) throws BackupException {
        Instant now = clock.instant();
        State state = switch (why.code()) {
            case NO_SELECTION -> State.NO_SELECTION;
            case LIMITED_NOW -> State.NOT_STARTED;
            default -> State.FAILED;
        };
        var last = new SessionReport(register.nextSession(), source, Type.BACKUP, state, false, now, Optional.of(now),
                new Totals(0, 0, 0, 0, 0, 1, 0));
        register.save(last.id(),
                List.of(new Trouble(now, ItemPath.ROOT, why.code(), Severity.ERROR, why.getMessage())));
        register.save(last);
        past.note(last);
        listeners.tell(listener -> listener.ended(last));
    }

    /** A session of an earlier process was begun again as another. */
    void restarted(SessionReport report, SessionId again) throws BackupException {
        register.save(report.id(), List.of(new Trouble(clock.instant(), ItemPath.ROOT, Code.SESSION_RESTARTED,
                Severity.WARNING, Code.SESSION_RESTARTED.text(again.toString()))));
        SessionReport now = report.with(State.RESTARTED);
        register.save(now);
        past.note(now);
    }

    private void end(RunningSession session, SessionReport last) {
        session.end(last);
        past.note(last);
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
            session.reason().ifPresent(why -> troubles.add(ItemPath.ROOT, why));
            return ended(session, queue.isShut() ? shut(session, troubles) : State.ABORTED);
        } catch (BackupException failure) {
            log(System.Logger.Level.WARNING, "session.failed", session, failure);
            troubles.add(ItemPath.ROOT, failure);
            return ended(session, state(failure));
        } catch (RuntimeException | Error bug) {
            log(System.Logger.Level.ERROR, "session.failed", session, bug);
            troubles.add(ItemPath.ROOT, new BackupException(Code.INTERNAL, bug.toString()));
            return ended(session, State.FAILED);
        }
    }

    private static State state(BackupException failure) {
        return switch (failure.code()) {
            case NO_SELECTION -> State.NO_SELECTION;
            case STORAGE_QUOTA -> State.OVER_QUOTA;
            default -> State.FAILED;
        };
    }

    /** The program ends: one that had not begun to work has not started. */
    private static State shut(RunningSession session, TroubleLog troubles) {
        boolean worked = session.hasWorked();
        troubles.add(ItemPath.ROOT, worked ? Code.SESSION_INTERRUPTED : Code.SESSION_NOT_STARTED, Severity.WARNING);
        return worked ? State.INTERRUPTED : State.NOT_STARTED;
    }

    private SessionReport ended(RunningSession session, State state) {
        return session.begun().with(session.gate().totals()).ended(state, clock.instant());
    }

    private static void log(System.Logger.Level level, String key, RunningSession session, Throwable cause) {
        LOG.log(level, Messages.text(key, session.id().toString(), String.valueOf(cause.getMessage())), cause);
    }
}
