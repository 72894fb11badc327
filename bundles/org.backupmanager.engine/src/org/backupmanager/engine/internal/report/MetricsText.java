package org.backupmanager.engine.internal.report;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
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
 * @param usedStorage bytes of its cabinets
 * @param now when it is asked
 */
record MetricsText(String device, String version, DeviceState state, List<Standing> standings,
        List<SessionReport> reports, long usedStorage, Instant now) {

    /** The content type of the format. */
    static final String TYPE = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    private static final String PREFIX = "backup_manager_";

    String text() {
        var text = new StringBuilder(4000);
        describe(text, "build", "info", "", "Version of the program.");
        sample(text, "build_info", "1", "version", version);
        describe(text, "device_state", "stateset", "", "What the device is doing.");
        for (DeviceState each : DeviceState.values()) {
            sample(text, "device_state", each == state ? "1" : "0", PREFIX + "device_state", each.word());
        }
        describe(text, "storage_bytes", "gauge", "bytes", "Stored bytes of all cabinets.");
        sample(text, "storage_bytes", Long.toString(usedStorage));
        describe(text, "sessions", "gauge", "", "Sessions that are listed, by type and state.");
        for (Type type : Type.values()) {
            states(text, type);
        }
        sources(text);
        return text.append("# EOF\n").toString();
    }

    private void states(StringBuilder text, Type type) {
        for (State each : State.values()) {
            long n = reports.stream().filter(report -> report.type() == type && report.state() == each).count();
            if (n > 0) {
                sample(text, "sessions", Long.toString(n), "type", type.word(), "state", each.word());
            }
        }
    }

    private void sources(StringBuilder text) {
        each(text, "last_backup_state", "", "State of the last backup that ended: 5 Completed, 8 CompletedWithErrors,"
                + " 2 Failed, others as StatusReport.xml has them.", Standing::lastEnded,
                report -> Long.toString(report.state().code()));
        each(text, "last_backup_start_timestamp_seconds", "seconds", "When the last backup that ended began.",
                Standing::lastEnded, report -> seconds(report.start()));
        each(text, "last_success_timestamp_seconds", "seconds",
                "When the last backup began that can be restored.", Standing::lastCompleted,
                report -> seconds(report.start()));
        each(text, "last_backup_duration_seconds", "seconds", "How long the last backup that ended took.",
                Standing::lastEnded, report -> millis(Math.max(0, report.duration(now).toMillis())));
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

    private void each(StringBuilder text, String name, String unit, String help,
            Function<Standing, Optional<SessionReport>> session, Function<SessionReport, String> value) {
        describe(text, name, "gauge", unit, help);
        for (Standing standing : standings) {
            session.apply(standing).ifPresent(report ->
                    sample(text, name, value.apply(report), "source", standing.source()));
        }
    }

    private static String seconds(Instant time) {
        return millis(time.toEpochMilli());
    }

    private static String millis(long millis) {
        return millis / 1000 + "." + String.format(Locale.ROOT, "%03d", millis % 1000);
    }

    private static void describe(StringBuilder text, String name, String type, String unit, String help) {
        text.append("# TYPE ").append(PREFIX).append(name).append(' ').append(type).append('\n');
        if (!unit.isEmpty()) {
            text.append("# UNIT ").append(PREFIX).append(name).append(' ').append(unit).append('\n');
        }
        text.append("# HELP ").append(PREFIX).append(name).append(' ').append(help).append('\n');
    }

    /** @param labels names and values in turn, besides the device */
    private void sample(StringBuilder text, String name, String value, String... labels) {
        text.append(PREFIX).append(name).append("{device=\"").append(escape(device)).append('"');
        for (int i = 0; i < labels.length; i += 2) {
            text.append(',').append(labels[i]).append("=\"").append(escape(labels[i + 1])).append('"');
        }
        text.append("} ").append(value).append('\n');
    }

    private static String escape(String label) {
        return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
