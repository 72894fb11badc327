package org.backupmanager.engine.internal.plan;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.SessionReport;
import org.backupmanager.plan.Schedule;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Session;

/** Starts the backups of schedules, each source by itself, and knows which sessions belong together until they end. */
final class PlannedRuns implements Scheduler.Starter {

    private static final System.Logger LOG = System.getLogger(PlannedRuns.class.getName());

    private final DevicePlans.Context device;
    private final Supplier<SortedMap<Integer, Schedule>> schedules;
    private final OpenRuns open;
    private final InstantSource clock;
    /** Held while sessions of one planned time are started: none of them works before all are known. */
    private final ReentrantLock lock = new ReentrantLock();
    /** Guarded by the lock. */
    private final Map<SessionId, PlannedRun> runs = new TreeMap<>();

    /**
     * @param device whose sessions they are
     * @param schedules as they are now
     * @param open what an earlier process has not ended; its user from now on is this alone
     * @param clock for their start
     */
    PlannedRuns(DevicePlans.Context device, Supplier<SortedMap<Integer, Schedule>> schedules, OpenRuns open,
            InstantSource clock) {
        this.device = device;
        this.schedules = schedules;
        this.open = open;
        this.clock = clock;
    }

    @Override
    public List<String> sources(Schedule schedule) {
        return schedule.sources().isEmpty() ? device.selectedSources() : schedule.sources();
    }

    @Override
    public boolean hasBegun(String source, Instant since) {
        return device.sessions().reports().stream().anyMatch(report -> report.source().equals(source)
                && report.type() == SessionReport.Type.BACKUP && report.state() != State.NOT_STARTED
                && !report.start().isBefore(since));
    }

    @Override
    public void start(int number, Schedule schedule, List<String> sources) {
        if (sources.isEmpty()) {
            LOG.log(System.Logger.Level.WARNING, Messages.text("schedule.nothing", schedule.name()));
        }
        var run = new PlannedRun(number, schedule, clock.instant());
        lock.lock();
        try {
            for (String source : sources) {
                start(source, run, number);
            }
        } finally {
            lock.unlock();
        }
    }

    private void start(String source, PlannedRun run, int number) {
        try {
            for (Session session : device.sessions().startBackup(List.of(source))) {
                SessionReport report = session.report();
                run.add(report);
                if (report.end().isEmpty()) {
                    runs.put(report.id(), run);
                    open.begin(source, number);
                }
            }
        } catch (BackupException failed) {
            LOG.log(System.Logger.Level.WARNING,
                    Messages.text("schedule.failed", run.schedule().name(), source, failed.getMessage()), failed);
            refused(source, failed);
        }
    }

    private void refused(String source, BackupException why) {
        try {
            device.refused(source, why);
        } catch (BackupException failed) {
            LOG.log(System.Logger.Level.WARNING, failed.getMessage(), failed);
        }
    }

    /**
     * What a session belongs to: a schedule that started it, or that had started the one of its source which an earlier
     * process has not ended.
     */
    Optional<PlannedRun> of(SessionReport begun) {
        lock.lock();
        try {
            Optional<PlannedRun> known = Optional.ofNullable(runs.get(begun.id()));
            return known.isPresent() ? known : open.schedule(begun.source()).flatMap(number -> adopt(number, begun));
        } finally {
            lock.unlock();
        }
    }

    private Optional<PlannedRun> adopt(int number, SessionReport begun) {
        Optional<Schedule> schedule = Optional.ofNullable(schedules.get().get(number));
        return schedule.map(found -> {
            var run = new PlannedRun(number, found, begun.start());
            run.add(begun);
            runs.put(begun.id(), run);
            return run;
        });
    }

    /** The session has ended and is known no more; returns what it belonged to. */
    Optional<PlannedRun> forget(SessionId session) {
        lock.lock();
        try {
            return Optional.ofNullable(runs.remove(session));
        } finally {
            lock.unlock();
        }
    }

    /** The session is over for good, unless it is to be begun again. */
    void over(SessionReport last) {
        if (last.state() != State.INTERRUPTED && last.state() != State.NOT_STARTED) {
            lock.lock();
            try {
                open.end(last.source());
            } finally {
                lock.unlock();
            }
        }
    }
}
