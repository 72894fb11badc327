package org.backupmanager.engine.internal.report;

import java.time.Instant;
import java.util.Locale;

/** Lines of OpenMetrics about one device. */
final class MetricLines {

    /** What the names of all metrics begin with. */
    static final String PREFIX = "backup_manager_";

    private final StringBuilder text = new StringBuilder(4000);
    private final String device;

    MetricLines(String device) {
        this.device = device;
    }

    /** Begins a metric; without a unit where that is empty. */
    void describe(String name, String type, String unit, String help) {
        text.append("# TYPE ").append(PREFIX).append(name).append(' ').append(type).append('\n');
        if (!unit.isEmpty()) {
            text.append("# UNIT ").append(PREFIX).append(name).append(' ').append(unit).append('\n');
        }
        text.append("# HELP ").append(PREFIX).append(name).append(' ').append(help).append('\n');
    }

    /** @param labels names and values in turn, besides the device */
    void sample(String name, String value, String... labels) {
        text.append(PREFIX).append(name).append("{device=\"").append(escape(device)).append('"');
        for (int i = 0; i < labels.length; i += 2) {
            text.append(',').append(labels[i]).append("=\"").append(escape(labels[i + 1])).append('"');
        }
        text.append("} ").append(value).append('\n');
    }

    private static String escape(String label) {
        return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    /** A time as seconds. */
    static String seconds(Instant time) {
        return millis(time.toEpochMilli());
    }

    /** Milliseconds as seconds. */
    static String millis(long millis) {
        return millis / 1000 + "." + String.format(Locale.ROOT, "%03d", millis % 1000);
    }

    /** The whole text. */
    String end() {
        return text.append("# EOF\n").toString();
    }
}
