package org.backupmanager.engine.internal.plan;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Supplier;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.plan.Book.Entry;
import org.backupmanager.engine.internal.plan.Firings.Firing;
import org.backupmanager.engine.internal.run.Lookout;
import org.backupmanager.plan.Schedule;
import org.backupmanager.session.BackupException;

/**
 * Starts backups when their schedules say so, on a thread of its own. It looks at the clock at least every
 * {@link #LONGEST_WAIT}, so that a clock that was set and a computer that slept are noticed soon, and writes down what
 * it starts before it does.
 */
final class Scheduler implements AutoCloseable {

    static final Duration LONGEST_WAIT = Duration.ofSeconds(15);
    private static final System.Logger LOG = System.getLogger(Scheduler.class.getName());

    private final Supplier<SortedMap<Integer, Entry<Schedule>>> plans;
    private final Firings firings;
    private final Starter starter;
    private final InstantSource clock;
    private final Supplier<ZoneId> zone;
    private final Lookout lookout = new Lookout("Schedules", _ -> obey());
    /** Of the lookout's thread alone. */
    private boolean recovered;

    /**
     * @param plans the schedules as they are now
     * @param firings what was dealt with; its user from now on is this alone
     * @param starter of backups
     * @param clock to look at
     * @param zone of the clock on the wall, asked for at each look
     */
    Scheduler(Supplier<SortedMap<Integer, Entry<Schedule>>> plans, Firings firings, Starter starter,
            InstantSource clock, Supplier<ZoneId> zone) {
        this.plans = plans;
        this.firings = firings;
        this.starter = starter;
        this.clock = clock;
        this.zone = zone;
    }

    /** From now on schedules are obeyed, until this is closed. */
    void begin() {
        lookout.begin();
    }

    boolean isBegun() {
        return lookout.isBegun();
    }

    /** Schedules were changed: it looks at once. */
    void wake() {
        lookout.wake();
    }

    private Duration obey() {
        if (!recovered) {
            recovered = true;
            recover();
        }
        return look();
    }

    /** Starts what a process that died was about to start: the sources that have no session since then. */
    void recover() {
        plans.get().forEach((number, plan) -> firings.of(number, plan.since()).filter(firing ->
                firing.starting().isPresent()).ifPresent(firing -> recover(number, plan, firing)));
    }

    private void recover(int number, Entry<Schedule> plan, Firing firing) {
        Instant then = firing.starting().orElseThrow();
        List<String> missing = starter.sources(plan.value()).stream()
                .filter(source -> !starter.hasBegun(source, then)).toList();
        if (plan.value().active() && !missing.isEmpty()) {
            LOG.log(System.Logger.Level.WARNING, Messages.text("schedule.recovered", plan.value().name(),
                    String.join(", ", missing)));
            starter.start(number, plan.value(), missing);
        }
        note(number, new Firing(plan.since(), firing.seen(), Optional.empty()));
    }

    /** One look at the clock: starts what is due; returns how long nothing will be. */
    Duration look() {
        SortedMap<Integer, Entry<Schedule>> now = plans.get();
        forgetAllBut(now.keySet());
        Instant soonest = clock.instant().plus(LONGEST_WAIT);
        for (var plan : now.entrySet()) {
            if (plan.getValue().value().active()) {
                Instant next = look(plan.getKey(), plan.getValue());
                soonest = next.isBefore(soonest) ? next : soonest;
            }
        }
        Duration wait = Duration.between(clock.instant(), soonest);
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    private Instant look(int number, Entry<Schedule> plan) {
        Instant seen = firings.of(number, plan.since()).map(Firing::seen).orElse(plan.since());
        Due due = Due.at(plan.value(), seen, clock.instant(), zone.get());
        var done = new Firing(plan.since(), due.seen(), Optional.empty());
        if (due.fires()) {
            note(number, new Firing(plan.since(), due.seen(), Optional.of(clock.instant())));
            starter.start(number, plan.value(), starter.sources(plan.value()));
            note(number, done);
        } else if (!due.seen().equals(seen)) {
            LOG.log(System.Logger.Level.INFO, Messages.text("schedule.passed", plan.value().name()));
            note(number, done);
        }
        return due.next();
    }

    /** A backup is worth more than a note of it. */
    private void note(int number, Firing firing) {
        try {
            firings.note(number, firing);
        } catch (BackupException failed) {
            unnoted(failed);
        }
    }

    private void forgetAllBut(Set<Integer> numbers) {
        try {
            firings.keep(numbers);
        } catch (BackupException failed) {
            unnoted(failed);
        }
    }

    private static void unnoted(BackupException failed) {
        LOG.log(System.Logger.Level.ERROR, Messages.text("schedule.unnoted", failed.getMessage()), failed);
    }

    @Override
    public void close() {
        lookout.close(LONGEST_WAIT);
    }

    /** Starts backups; tells failures where people look for them. */
    interface Starter {

        /** The data sources that a schedule means now. */
        List<String> sources(Schedule schedule);

        /** Whether a backup of the source has begun at or after that instant. */
        boolean hasBegun(String source, Instant since);

        /** Starts a session for each of these sources that can be backed up. */
        void start(int number, Schedule schedule, List<String> sources);
    }
}
