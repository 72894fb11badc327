package org.backupmanager.cli.internal.sessions;

import java.time.Instant;
import java.util.Optional;

import org.backupmanager.cli.internal.grammar.Arguments;
import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.text.Times;
import org.backupmanager.model.Code;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.recovery.RecoveryPlan.Moment;
import org.backupmanager.recovery.RecoveryPlan.Search;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Sessions;

/** Which session a call means: {@code -session}, {@code -time} with {@code -session-search-policy}, or the newest. */
final class Moments {

    /** Times are typed to the second, sessions start within one. */
    private static final long REST_OF_SECOND = 999_999_999;

    private Moments() {
    }

    /**
     * For a restore: a session that starts in the very second of {@code -time}, else the one that the search policy
     * leads to.
     */
    static Moment of(Call call, Sessions sessions, String source) {
        Arguments arguments = call.arguments();
        if (arguments.has("-session")) {
            return new Moment.Of(id(arguments));
        }
        Optional<Instant> time = time(call);
        if (time.isEmpty()) {
            return new Moment.Latest();
        }
        Optional<SessionReport> exact = sessions.reports().stream()
                .filter(report -> isBackup(report, source) && report.state().isRestorable() && startsIn(report,
                        time.get()))
                .findFirst();
        return exact.isPresent() ? new Moment.Of(exact.get().id())
                : new Moment.At(time.get().plusNanos(REST_OF_SECOND), search(arguments));
    }

    /**
     * For a list: the session of that source that {@code -session} or {@code -time} names, else the newest.
     *
     * @param restorable whether only sessions that hold items count
     */
    static SessionReport session(Call call, Sessions sessions, String source,
            boolean restorable) throws BackupException {
        Optional<Instant> time = time(call);
        boolean byId = call.arguments().has("-session");
        for (SessionReport report : sessions.reports()) {
            boolean fits = report.source().equals(source)
                    && (!restorable || isBackup(report, source) && report.state().isRestorable());
            if (fits && (byId ? report.id().equals(id(call.arguments())) : time.isEmpty() || startsIn(report,
                    time.get()))) {
                return report;
            }
        }
        String asked = byId ? call.arguments().get("-session") : call.arguments().find("-time").orElse(source);
        throw new BackupException(Code.NO_SESSION, asked);
    }

    private static boolean isBackup(SessionReport report, String source) {
        return report.source().equals(source) && report.type() == SessionReport.Type.BACKUP;
    }

    private static boolean startsIn(SessionReport report, Instant second) {
        return report.start().getEpochSecond() == second.getEpochSecond();
    }

    private static SessionId id(Arguments arguments) {
        return new SessionId(Math.max(1, arguments.number("-session")));
    }

    private static Optional<Instant> time(Call call) {
        return call.arguments().find("-time").flatMap(text -> Times.read(text, call.request().zone()));
    }

    private static Search search(Arguments arguments) {
        return arguments.get("-session-search-policy").equalsIgnoreCase("OldestIfRequestedNotFound")
                ? Search.OLDEST_IF_REQUESTED_NOT_FOUND : Search.CLOSEST_TO_REQUESTED;
    }
}
