package org.backupmanager.engine.internal.session;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.stored.SessionNumbers;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport.Type;
import org.backupmanager.model.SessionReport;
import org.backupmanager.recovery.RecoveryPlan.Moment;
import org.backupmanager.recovery.RecoveryPlan.Search;
import org.backupmanager.recovery.RecoveryPlan;

/** The reports of all sessions, and which of them a plan leads to. Safe for use by many threads. */
public final class PastSessions {

    /** As the command line writes and reads times, so that the time it shows finds the session. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private final NavigableMap<SessionId, SessionReport> reports = new ConcurrentSkipListMap<>();

    PastSessions(Collection<SessionReport> known) {
        known.forEach(this::note);
    }

    /** The report as it stands now. */
    void note(SessionReport report) {
        reports.put(report.id(), report);
    }

    /**
     * Forgets those that are not among these, and notes those of them that have ended and were not known. A backup of
     * another home takes the place of a session here that had the same number.
     */
    void follow(Collection<SessionReport> known) {
        reports.keySet().retainAll(known.stream().map(SessionReport::id).toList());
        known.stream().filter(report -> report.end().isPresent())
                .forEach(report -> reports.merge(report.id(), report,
                        (ours, theirs) -> SessionNumbers.isSame(ours, theirs) ? ours : theirs));
    }

    /** All, newest first. */
    List<SessionReport> newestFirst() {
        return List.copyOf(reports.descendingMap().values());
    }

    /** Backups of a data source that can be restored, newest first. */
    List<SessionReport> restorable(String source) {
        return reports.descendingMap().values().stream().filter(report -> report.type() == Type.BACKUP
                && report.state().isRestorable() && report.source().equals(source)).toList();
    }

    /** The restorable session that a plan leads to. */
    Optional<SessionReport> find(RecoveryPlan plan) {
        List<SessionReport> candidates = restorable(plan.source());
        return switch (plan.moment()) {
            case Moment.Latest() -> candidates.stream().findFirst();
            case Moment.Of(SessionId id) -> candidates.stream().filter(report -> report.id().equals(id)).findFirst();
            case Moment.At(Instant time, Search search) -> at(candidates, time.truncatedTo(ChronoUnit.SECONDS), search);
        };
    }

    /** Times are compared in whole seconds, since that is how people see and type them. */
    private static Optional<SessionReport> at(List<SessionReport> newestFirst, Instant time, Search search) {
        return switch (search) {
            case CLOSEST_TO_REQUESTED -> newestFirst.stream()
                    .min(Comparator.comparing(report -> Duration.between(start(report), time).abs()));
            case OLDEST_IF_REQUESTED_NOT_FOUND -> newestFirst.stream().filter(report -> !start(report).isAfter(time))
                    .findFirst()
                    .or(() -> newestFirst.isEmpty() ? Optional.empty() : Optional.of(newestFirst.getLast()));
        };
    }

    private static Instant start(SessionReport report) {
        return report.start().truncatedTo(ChronoUnit.SECONDS);
    }

    /** What a plan asks for, for a message that says there is none. */
    static String words(RecoveryPlan plan) {
        return switch (plan.moment()) {
            case Moment.Latest() -> Messages.text("plan.latest", plan.source());
            case Moment.Of(SessionId id) -> Messages.text("plan.of", plan.source(), id.toString());
            case Moment.At(Instant time, Search _) -> Messages.text("plan.at", plan.source(), time(time));
        };
    }

    /** A time as the command line shows it. */
    static String time(Instant time) {
        return TIME.format(time.atZone(ZoneId.systemDefault()));
    }
}
