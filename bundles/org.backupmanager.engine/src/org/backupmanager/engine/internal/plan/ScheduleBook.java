package org.backupmanager.engine.internal.plan;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.model.Code;
import org.backupmanager.plan.Schedule;
import org.backupmanager.plan.Schedules;
import org.backupmanager.session.BackupException;

/** The schedules of a home, checked before they are kept, and whether this process obeys them. */
final class ScheduleBook implements Schedules {

    private final Book<Schedule> book;
    private final ScriptBook scripts;
    private final PlanNames.Known sources;
    private final Scheduler scheduler;
    private final InstantSource clock;
    private final Supplier<ZoneId> zone;
    private final Runnable others;

    /**
     * @param book that keeps them
     * @param scripts that they may name
     * @param sources that they may name
     * @param scheduler that obeys them, once it is asked to
     * @param others what else a device does by itself begins then too
     */
    ScheduleBook(Book<Schedule> book, ScriptBook scripts, PlanNames.Known sources, Scheduler scheduler,
            InstantSource clock, Supplier<ZoneId> zone, Runnable others) {
        this.others = others;
        this.book = book;
        this.scripts = scripts;
        this.sources = sources;
        this.scheduler = scheduler;
        this.clock = clock;
        this.zone = zone;
    }

    @Override
    public SortedMap<Integer, Schedule> all() {
        return book.all();
    }

    @Override
    public int add(Schedule schedule) throws BackupException {
        int number = book.add(checked(schedule));
        scheduler.wake();
        return number;
    }

    @Override
    public void change(int number, Schedule schedule) throws BackupException {
        book.change(number, checked(schedule));
        scheduler.wake();
    }

    @Override
    public void remove(int number) throws BackupException {
        book.remove(number);
        scheduler.wake();
    }

    private Schedule checked(Schedule given) throws BackupException {
        for (int script : new int[] {given.before(), given.after()}) {
            if (script != 0 && !scripts.all().containsKey(script)) {
                throw new BackupException(Code.BAD_ARGUMENT, Integer.toString(script),
                        Messages.text("plan.unknown.scripts", Book.numbers(scripts.all().keySet())));
            }
        }
        return new Schedule(PlanNames.name(given.name()), given.active(), given.timing(), given.days(),
                PlanNames.sources(given.sources(), sources), given.before(), given.after(), given.catchUp());
    }

    @Override
    public SortedMap<Integer, Instant> next() {
        Instant now = clock.instant();
        SortedMap<Integer, Instant> next = new TreeMap<>();
        book.all().forEach((number, schedule) -> {
            if (schedule.active()) {
                next.put(number, schedule.next(now, zone.get()));
            }
        });
        return next;
    }

    @Override
    public void obey() throws BackupException {
        scheduler.begin();
        others.run();
    }

    @Override
    public boolean obeyed() {
        return scheduler.isBegun();
    }
}
