package org.backupmanager.testkit;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.backupmanager.model.Code;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.plan.Archiving;
import org.backupmanager.plan.ArchivingRule;
import org.backupmanager.plan.Bandwidth;
import org.backupmanager.plan.BandwidthLimits;
import org.backupmanager.plan.Plans;
import org.backupmanager.plan.Retention;
import org.backupmanager.plan.Schedule;
import org.backupmanager.plan.Schedules;
import org.backupmanager.plan.Script;
import org.backupmanager.plan.ScriptRun;
import org.backupmanager.plan.Scripts;
import org.backupmanager.session.BackupException;

/** Plans that are kept while the test runs, and that nobody obeys. For one thread. */
public final class MemoryPlans implements Plans {

    private final InstantSource clock;
    private final ZoneId zone;
    private final Supplier<List<SessionReport>> sessions;
    private final Consumer<SessionReport> unarchived;
    private final Numbered<Schedule> schedules = new Numbered<>();
    private final Numbered<Script> scripts = new Numbered<>();
    private final Numbered<ArchivingRule> rules = new Numbered<>();
    private final MemoryRetention retention;
    private final Map<SessionId, List<ScriptRun>> runs = new TreeMap<>();
    private final MemoryContinuous continuous = new MemoryContinuous();
    private BandwidthLimits limits = BandwidthLimits.NONE;
    private boolean obeyed;

    /**
     * @param clock for what comes next
     * @param zone of the clock on the wall
     * @param sessions that retention is about
     * @param unarchived hears of sessions whose mark is taken off
     */
    public MemoryPlans(InstantSource clock, ZoneId zone, Supplier<List<SessionReport>> sessions,
            Consumer<SessionReport> unarchived) {
        this.clock = clock;
        this.zone = zone;
        this.sessions = sessions;
        this.unarchived = unarchived;
        retention = new MemoryRetention(sessions);
    }

    /** A script ran for a session. */
    public MemoryPlans ran(SessionId session, ScriptRun run) {
        runs.computeIfAbsent(session, _ -> new ArrayList<>()).add(run);
        return this;
    }

    @Override
    public Schedules schedules() {
        return new MemorySchedules();
    }

    @Override
    public Scripts scripts() {
        return new MemoryScripts();
    }

    @Override
    public Archiving archiving() {
        return new MemoryArchiving();
    }

    @Override
    public MemoryContinuous continuous() {
        return continuous;
    }

    @Override
    public Bandwidth bandwidth() {
        return new Bandwidth() {
            @Override
            public BandwidthLimits limits() {
                return limits;
            }

            @Override
            public void set(BandwidthLimits chosen) {
                limits = chosen;
            }

            @Override
            public boolean holds() {
                return limits.hold(clock.instant(), zone);
            }
        };
    }

    @Override
    public Retention retention() {
        return retention;
    }

    /** Values by numbers that are never used again. */
    private static final class Numbered<T> {

        private final SortedMap<Integer, T> all = new TreeMap<>();
        private int last;

        int add(T value) {
            all.put(++last, value);
            return last;
        }

        void change(int number, T value) throws BackupException {
            check(number);
            all.put(number, value);
        }

        void remove(int number) throws BackupException {
            check(number);
            all.remove(number);
        }

        private void check(int number) throws BackupException {
            if (!all.containsKey(number)) {
                throw new BackupException(Code.BAD_ARGUMENT, Integer.toString(number), "it is not there");
            }
        }

        SortedMap<Integer, Instant> next(BiFunction<T, Instant, Optional<Instant>> next, Instant now) {
            SortedMap<Integer, Instant> times = new TreeMap<>();
            all.forEach((number, value) -> next.apply(value, now).ifPresent(time -> times.put(number, time)));
            return times;
        }
    }

    private final class MemorySchedules implements Schedules {

        @Override
        public SortedMap<Integer, Schedule> all() {
            return new TreeMap<>(schedules.all);
        }

        @Override
        public int add(Schedule schedule) {
            return schedules.add(schedule);
        }

        @Override
        public void change(int number, Schedule schedule) throws BackupException {
            schedules.change(number, schedule);
        }

        @Override
        public void remove(int number) throws BackupException {
            schedules.remove(number);
        }

        @Override
        public SortedMap<Integer, Instant> next() {
            return schedules.next((schedule, now) -> schedule.active() ? Optional.of(schedule.next(now, zone))
                    : Optional.empty(), clock.instant());
        }

        @Override
        public void obey() {
            obeyed = true;
        }

        @Override
        public boolean obeyed() {
            return obeyed;
        }
    }

    private final class MemoryScripts implements Scripts {

        @Override
        public SortedMap<Integer, Script> all() {
            return new TreeMap<>(scripts.all);
        }

        @Override
        public int add(Script script) {
            return scripts.add(script);
        }

        @Override
        public void change(int number, Script script) throws BackupException {
            scripts.change(number, script);
        }

        @Override
        public void remove(int number) throws BackupException {
            scripts.remove(number);
        }

        @Override
        public String user() {
            return "operator";
        }

        @Override
        public List<ScriptRun> runs(SessionId session) {
            return runs.getOrDefault(session, List.of());
        }
    }

    private final class MemoryArchiving implements Archiving {

        @Override
        public SortedMap<Integer, ArchivingRule> all() {
            return new TreeMap<>(rules.all);
        }

        @Override
        public int add(ArchivingRule rule) {
            return rules.add(rule);
        }

        @Override
        public void change(int number, ArchivingRule rule) throws BackupException {
            rules.change(number, rule);
        }

        @Override
        public void remove(int number) throws BackupException {
            rules.remove(number);
        }

        @Override
        public SortedMap<Integer, Instant> next() {
            return rules.next((rule, now) -> rule.active() ? rule.next(now, zone) : Optional.empty(), clock.instant());
        }

        @Override
        public void clear(SessionId session) throws BackupException {
            unarchived.accept(retention.there(session).archived(false));
        }
    }
}
