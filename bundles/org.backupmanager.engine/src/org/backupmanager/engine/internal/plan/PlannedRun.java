package org.backupmanager.engine.internal.plan;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToLongFunction;

import org.backupmanager.engine.internal.run.RunProgress;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.Totals;
import org.backupmanager.plan.Schedule;
import org.backupmanager.plan.ScriptRun;
import org.backupmanager.session.BackupException;

/**
 * The sessions that a schedule started at one planned time. The first of them to work runs the script before, and the
 * others wait for it; the last one to end runs the script after, however they ended. Safe for use by many threads.
 */
final class PlannedRun {

    private static final long LOOK_MILLIS = 100;

    private final int number;
    private final Schedule schedule;
    private final Instant start;
    private final ReentrantLock scriptBefore = new ReentrantLock();
    /** Guarded by the lock above. */
    private Optional<ScriptRun> before = Optional.empty();
    private final ReentrantLock lock = new ReentrantLock();
    /** Guarded by the lock above, as what is below: as it began, and once it has ended, as it ended. */
    private final Map<SessionId, SessionReport> sessions = new LinkedHashMap<>();
    private boolean worked;
    private boolean over;

    /**
     * @param number of the schedule
     * @param schedule as it was then
     * @param start when it started
     */
    PlannedRun(int number, Schedule schedule, Instant start) {
        this.number = number;
        this.schedule = schedule;
        this.start = start;
    }

    Schedule schedule() {
        return schedule;
    }

    /** One more session was started. */
    void add(SessionReport begun) {
        lock.lock();
        try {
            sessions.put(begun.id(), begun);
        } finally {
            lock.unlock();
        }
    }

    /** Runs the script before, or waits until another session has; returns how it went. */
    ScriptRun before(RunProgress progress, Attempt script) throws BackupException, InterruptedException {
        while (!scriptBefore.tryLock(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            progress.checkCancelled();
        }
        try {
            if (before.isPresent()) {
                return before.get();
            }
            ScriptRun run = script.run();
            // one that was cancelled with its session says nothing to the others
            before = Optional.of(run).filter(done -> done.end() != ScriptRun.End.CANCELLED);
            return run;
        } finally {
            scriptBefore.unlock();
        }
    }

    /** A session comes to work, or to the script before it. */
    void works() {
        lock.lock();
        try {
            worked = true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * A session has ended; once more changes nothing.
     *
     * @return whether the script after is to run now: all have ended, and one of them had come to work
     */
    boolean end(SessionReport last) {
        lock.lock();
        try {
            sessions.put(last.id(), last);
            boolean now = !over && sessions.values().stream().allMatch(report -> report.end().isPresent());
            over |= now;
            return now && worked;
        } finally {
            lock.unlock();
        }
    }

    /** What a script may want to know, as variables of its environment. */
    Map<String, String> facts() {
        lock.lock();
        try {
            List<SessionReport> reports = List.copyOf(sessions.values());
            Map<String, String> facts = new TreeMap<>();
            facts.put("BACKUP_MANAGER_SCHEDULE", schedule.name());
            facts.put("BACKUP_MANAGER_SCHEDULE_ID", Integer.toString(number));
            facts.put("BACKUP_MANAGER_START", start.toString());
            facts.put("BACKUP_MANAGER_SESSIONS", join(reports.stream().map(report -> report.id().toString()).toList()));
            facts.put("BACKUP_MANAGER_DATASOURCES", join(reports.stream().map(SessionReport::source).toList()));
            if (over) {
                facts.put("BACKUP_MANAGER_STATES", join(reports.stream().map(each -> each.state().word()).toList()));
                facts.put("BACKUP_MANAGER_ERRORS", sum(reports, Totals::errorCount));
                facts.put("BACKUP_MANAGER_SELECTED_BYTES", sum(reports, Totals::selectedSize));
                facts.put("BACKUP_MANAGER_SENT_BYTES", sum(reports, Totals::sentSize));
            }
            return facts;
        } finally {
            lock.unlock();
        }
    }

    private static String join(List<String> words) {
        return String.join(",", words);
    }

    private static String sum(List<SessionReport> reports, ToLongFunction<Totals> total) {
        return Long.toString(reports.stream().map(SessionReport::totals).mapToLong(total).sum());
    }

    /** Runs a script. */
    @FunctionalInterface
    interface Attempt {
        ScriptRun run() throws BackupException, InterruptedException;
    }
}
