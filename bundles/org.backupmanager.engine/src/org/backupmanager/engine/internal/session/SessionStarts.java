package org.backupmanager.engine.internal.session;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.run.RunProgress;
import org.backupmanager.engine.internal.session.DeviceSessions.RestoreBody;
import org.backupmanager.model.Code;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.SessionReport.Totals;
import org.backupmanager.model.SessionReport.Type;
import org.backupmanager.register.BackupRegister;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Session;
import org.backupmanager.source.DataSource;
import org.backupmanager.source.DataSource.Overlap;

/** Begins sessions: each gets a number, a place in the queue, an entry in the register and a thread of its own. */
final class SessionStarts {

    private final BackupRegister register;
    private final SessionWork work;
    private final SessionTasks tasks;
    private final InstantSource clock;
    private final SessionQueue queue;
    private final SessionRunner runner;
    /** Held from making a session's number until it is in the queue, so that numbers enter in their order. */
    private final ReentrantLock starting = new ReentrantLock();

    SessionStarts(BackupRegister register, SessionWork work, SessionTasks tasks, InstantSource clock,
            SessionQueue queue, SessionRunner runner) {
        this.register = register;
        this.work = work;
        this.tasks = tasks;
        this.clock = clock;
        this.queue = queue;
        this.runner = runner;
    }

    /** @throws BackupException {@code DEVICE_BUSY} where nothing begins any more */
    void checkOpen() throws BackupException {
        if (queue.isShut()) {
            throw new BackupException(Code.DEVICE_BUSY, Messages.text("busy.closing"));
        }
    }

    /**
     * Backups of these data sources.
     *
     * @param ids of data sources; empty for all that have a selection
     */
    List<Session> backups(List<String> ids) throws BackupException {
        List<DataSource> chosen = tasks.toBackUp(new LinkedHashSet<>(ids));
        tasks.meetOthers();
        starting.lock();
        try {
            checkOpen();
            List<Session> started = new ArrayList<>();
            for (DataSource source : chosen) {
                started.add(backup(source));
            }
            return started;
        } finally {
            starting.unlock();
        }
    }

    /** Until it is its turn the register says NotStarted, which stays true if the process ends before that. */
    private Session backup(DataSource source) throws BackupException {
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

    /** A restore of that data source. */
    Session restore(DataSource source, RestoreBody body) throws BackupException {
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

    /**
     * A verification, a repair or the plan of one, of which there is one at a time.
     *
     * @throws BackupException {@code DEVICE_BUSY} where another one runs
     */
    Session upkeep(Type type, SessionRunner.Body body) throws BackupException {
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
}
