package org.backupmanager.engine.internal.report;

import org.backupmanager.recovery.StorageHealth.Extent;
import org.backupmanager.recovery.StorageHealth.Parity;
import org.backupmanager.recovery.StorageHealth.Verified;

/**
 * How sound the storage is, as metrics.
 *
 * @param stored all cabinets
 * @param verified what of them was checked
 * @param parity that protects them
 */
record StorageMetrics(Extent stored, Verified verified, Parity parity) {

    void write(MetricLines lines) {
        lines.describe("storage_bytes", "gauge", "bytes", "Stored bytes of all cabinets.");
        lines.sample("storage_bytes", Long.toString(stored.bytes()));
        lines.describe("cabinets", "gauge", "", "Cabinets that are stored.");
        lines.sample("cabinets", Long.toString(stored.cabinets()));
        writeVerified(lines);
        writeParity(lines);
    }

    private void writeVerified(MetricLines lines) {
        lines.describe("sound_cabinets", "gauge", "", "Cabinets that were sound when they were checked last.");
        lines.sample("sound_cabinets", Long.toString(verified.sound().cabinets()));
        lines.describe("oldest_check_timestamp_seconds", "gauge", "seconds",
                "When the sound cabinet was checked that was not for the longest time.");
        verified.oldest().ifPresent(oldest ->
                lines.sample("oldest_check_timestamp_seconds", MetricLines.seconds(oldest)));
        lines.describe("last_verification_start_timestamp_seconds", "gauge", "seconds",
                "When the last verification that ended began.");
        verified.last().ifPresent(last -> lines.sample("last_verification_start_timestamp_seconds",
                MetricLines.seconds(last.start())));
        lines.describe("last_verification_state", "gauge", "", "State of the last verification that ended, as for"
                + " backups.");
        verified.last().ifPresent(last ->
                lines.sample("last_verification_state", Integer.toString(last.state().code())));
        lines.describe("last_verification_errors", "gauge", "",
                "Objects that it found damaged, and items that cannot be restored.");
        verified.last().ifPresent(last ->
                lines.sample("last_verification_errors", Long.toString(last.totals().errorCount())));
    }

    private void writeParity(MetricLines lines) {
        lines.describe("parity_state", "stateset", "", "Where the making of parity stands.");
        for (Parity.State each : Parity.State.values()) {
            lines.sample("parity_state", each == parity.state() ? "1" : "0", MetricLines.PREFIX + "parity_state",
                    each.word());
        }
        lines.describe("parity_cabinets", "gauge", "", "Cabinets that parity protects, and others.");
        lines.sample("parity_cabinets", Integer.toString(parity.covered()), "covered", "1");
        lines.sample("parity_cabinets", Integer.toString(parity.open()), "covered", "0");
        lines.describe("parity_groups", "gauge", "", "Groups of cabinets that parity protects, damaged ones and"
                + " others.");
        lines.sample("parity_groups", Integer.toString(parity.damaged()), "damaged", "1");
        lines.sample("parity_groups", Integer.toString(Math.max(0, parity.groups() - parity.damaged())), "damaged",
                "0");
    }
}
