package org.backupmanager.engine.internal.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.SessionReport.Type;
import org.backupmanager.session.Sessions.DeviceState;

/**
 * How a device stands, in the text format of OpenMetrics 1.0. Sizes are bytes, times seconds since 1970. What is not
 * known has no sample, so that nobody takes a zero for a fact.
 *
 * @param device name of it
 * @param version of this program
 * @param state what the device is doing
 * @param standings of its data sources
 * @param reports all its sessions
 * @param storage how sound its storage is
 * @param now when it is asked
 */
record MetricsText(String device, String version, DeviceState state, List<Standing> standings,
        List<SessionReport> reports, StorageMetrics storage, Instant now) {

    /** The content type of the format. */
    static final String TYPE = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    String text() {
        var text = new MetricLines(device);
        text.describe("build", "info", "", "Version of the program.");
        text.sample("build_info", "1", "version", version);
        text.describe("device_state", "stateset", "", "What the device is doing.");
        for (DeviceState each : DeviceState.values()) {
            text.sample("device_state", each == state ? "1" : "0", MetricLines.PREFIX + "device_state", each.word());
        }
        storage.write(text);
        text.describe("sessions", "gauge", "", "Sessions that are listed, by type and state.");
        for (Type type : Type.values()) {
            states(text, type);
        }
        sources(text);
        return text.end();
    }

    private void states(MetricLines text, Type type) {
        for (State each : State.values()) {
            long n = reports.stream().filter(report -> report.type() == type && report.state() == each).count();
            if (n > 0) {
                text.sample("sessions", Long.toString(n), "type", type.word(), "state", each.word());
            }
        }
    }

    private void sources(MetricLines text) {
        each(text, "last_backup_state", "", "State of the last backup that ended: 5 Completed, 8 CompletedWithErrors,"
                + " 2 Failed, others as StatusReport.xml has them.", Standing::lastEnded,
                report -> Long.toString(report.state().code()));
        each(text, "last_backup_start_timestamp_seconds", "seconds", "When the last backup that ended began.",
                Standing::lastEnded, report -> MetricLines.seconds(report.start()));
        each(text, "last_success_timestamp_seconds", "seconds",
                "When the last backup began that can be restored.", Standing::lastCompleted,
                report -> MetricLines.seconds(report.start()));
        each(text, "last_backup_duration_seconds", "seconds", "How long the last backup that ended took.",
                Standing::lastEnded, report -> MetricLines.millis(Math.max(0, report.duration(now).toMillis())));
        each(text, "last_backup_errors", "", "Items that the last backup could not read.", Standing::lastEnded,
                report -> Long.toString(report.totals().errorCount()));
        each(text, "last_backup_selected_items", "", "Items that the last backup found.", Standing::lastEnded,
                report -> Long.toString(report.totals().selectedCount()));
        each(text, "last_backup_selected_bytes", "bytes", "Their content.", Standing::lastEnded,
                report -> Long.toString(report.totals().selectedSize()));
        each(text, "last_backup_processed_bytes", "bytes", "Content that was new or changed.", Standing::lastEnded,
                report -> Long.toString(report.totals().processedSize()));
        each(text, "last_backup_sent_bytes", "bytes", "Bytes that the last backup sent to the storage.",
                Standing::lastEnded, report -> Long.toString(report.totals().sentSize()));
    }

    private void each(MetricLines text, String name, String unit, String help,
            Function<Standing, Optional<SessionReport>> session, Function<SessionReport, String> value) {
        text.describe(name, "gauge", unit, help);
        for (Standing standing : standings) {
            session.apply(standing).ifPresent(report ->
                    text.sample(name, value.apply(report), "source", standing.source()));
        }
    }
}
