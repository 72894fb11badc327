package org.backupmanager.engine.internal.plan;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.plan.Book.Entry;
import org.backupmanager.model.Code;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.plan.Archiving;
import org.backupmanager.plan.ArchivingRule;
import org.backupmanager.session.BackupException;

/** The archiving rules of a home, and which sessions they choose. */
final class ArchivingBook implements Archiving {

    private final Book<ArchivingRule> book;
    private final Marks marks;
    private final PlanNames.Known sources;
    private final InstantSource clock;
    private final Supplier<ZoneId> zone;

    /**
     * @param book that keeps the rules
     * @param marks of sessions
     * @param sources that rules may name
     */
    ArchivingBook(Book<ArchivingRule> book, Marks marks, PlanNames.Known sources, InstantSource clock,
            Supplier<ZoneId> zone) {
        this.book = book;
        this.marks = marks;
        this.sources = sources;
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * Whether a backup that starts now is the nearest one to a time of a rule: whether such a time has come since the
     * backup before. One that did not end well does not count, so the mark goes to the next.
     */
    boolean archives(String source, Instant start, Collection<SessionReport> sessions) {
        Instant before = sessions.stream().filter(report -> report.source().equals(source)
                && report.type() == SessionReport.Type.BACKUP && !report.start().isAfter(start)
                && (report.state().isRestorable() || report.end().isEmpty()))
                .map(SessionReport::start).max(Instant::compareTo).orElse(Instant.MIN);
        return book.entries().values().stream().anyMatch(entry -> hasCome(entry, source, before, start));
    }

    private boolean hasCome(Entry<ArchivingRule> entry, String source, Instant before, Instant start) {
        ArchivingRule rule = entry.value();
        return rule.active() && rule.covers(source) && rule.last(start, zone.get())
                .filter(time -> time.isAfter(before) && !time.isBefore(entry.since())).isPresent();
    }

    @Override
    public SortedMap<Integer, ArchivingRule> all() {
        return book.all();
    }

    @Override
    public int add(ArchivingRule rule) throws BackupException {
        return book.add(checked(rule));
    }

    @Override
    public void change(int number, ArchivingRule rule) throws BackupException {
        book.change(number, checked(rule));
    }

    private ArchivingRule checked(ArchivingRule given) throws BackupException {
        if (given.next(clock.instant(), zone.get()).isEmpty()) {
            throw new BackupException(Code.BAD_ARGUMENT, given.name(), Messages.text("plan.never"));
        }
        return new ArchivingRule(PlanNames.name(given.name()), given.active(), given.time(),
                PlanNames.sources(given.sources(), sources), given.months(), given.days());
    }

    @Override
    public void remove(int number) throws BackupException {
        book.remove(number);
    }

    @Override
    public SortedMap<Integer, Instant> next() {
        SortedMap<Integer, Instant> next = new TreeMap<>();
        book.all().forEach((number, rule) -> {
            if (rule.active()) {
                rule.next(clock.instant(), zone.get()).ifPresent(time -> next.put(number, time));
            }
        });
        return next;
    }

    @Override
    public void clear(SessionId session) throws BackupException {
        marks.unarchive(session);
    }
}
