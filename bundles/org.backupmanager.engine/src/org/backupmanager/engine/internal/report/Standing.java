package org.backupmanager.engine.internal.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.SessionReport.Type;
import org.backupmanager.session.Device;
import org.backupmanager.source.DataSource;

/**
 * How a data source stands, by its backups.
 *
 * @param source id of it
 * @param label of it, for people
 * @param backups of it, newest first, the one that runs included
 */
record Standing(String source, String label, List<SessionReport> backups) {

    /** The data sources that are selected, or were backed up. */
    static List<Standing> of(Device device, List<SessionReport> reports) {
        return device.sources().stream()
                .map(source -> of(source, reports))
                .filter(standing -> !standing.backups().isEmpty() || !device.selection(standing.source()).isEmpty())
                .toList();
    }

    private static Standing of(DataSource source, List<SessionReport> reports) {
        return new Standing(source.id(), source.label(), reports.stream()
                .filter(report -> report.type() == Type.BACKUP && report.source().equals(source.id())).toList());
    }

    /** The newest backup. */
    Optional<SessionReport> last() {
        return backups.stream().findFirst();
    }

    /** The newest that ended. */
    Optional<SessionReport> lastEnded() {
        return backups.stream().filter(report -> report.end().isPresent()).findFirst();
    }

    /** The newest that ended without an error. */
    Optional<SessionReport> lastSuccessful() {
        return backups.stream().filter(report -> report.state() == State.COMPLETED).findFirst();
    }

    /** The newest that can be restored. */
    Optional<SessionReport> lastCompleted() {
        return backups.stream().filter(report -> report.state().isRestorable()).findFirst();
    }

    /** The one before the newest. */
    Optional<SessionReport> beforeLast() {
        return backups.stream().skip(1).findFirst();
    }

    /** Its days. */
    ColourBar bar(Instant now, ZoneId zone) {
        return ColourBar.of(backups, now, zone);
    }

    /** How long the newest took, or has taken. */
    Duration duration(Instant now) {
        return last().map(report -> report.duration(now)).orElse(Duration.ZERO);
    }
}
