package org.backupmanager.engine.internal.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.SessionReport.Type;
import org.backupmanager.model.SessionReport;

/**
 * The last backup sessions of a data source where an earlier process left them undone, newest first: one new session
 * does the work of all.
 *
 * @param source its id
 * @param reports Interrupted or NotStarted
 */
record Undone(String source, List<SessionReport> reports) {

    /** So many in a row were begun again: the next is left to a person. */
    private static final int MOST_RESTARTS = 3;

    /** Of all data sources, from the reports of all sessions, newest first. */
    static List<Undone> of(List<SessionReport> newestFirst) {
        Map<String, List<SessionReport>> backups = new LinkedHashMap<>();
        for (SessionReport report : newestFirst) {
            if (report.type() == Type.BACKUP && report.state() != State.SKIPPED) {
                backups.computeIfAbsent(report.source(), _ -> new ArrayList<>()).add(report);
            }
        }
        var undone = new ArrayList<Undone>();
        backups.forEach((source, reports) -> {
            int count = leading(reports, State.INTERRUPTED, State.NOT_STARTED);
            int restarts = leading(reports.subList(count, reports.size()), State.RESTARTED);
            if (count > 0 && restarts < MOST_RESTARTS) {
                undone.add(new Undone(source, List.copyOf(reports.subList(0, count))));
            }
        });
        return undone;
    }

    private static int leading(List<SessionReport> reports, State... states) {
        int count = 0;
        while (count < reports.size() && List.of(states).contains(reports.get(count).state())) {
            count++;
        }
        return count;
    }
}
