package org.backupmanager.cli.internal.health;

import java.util.Optional;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.text.Table;
import org.backupmanager.model.SessionReport;
import org.backupmanager.recovery.StorageHealth;
import org.backupmanager.recovery.StorageHealth.Parity;
import org.backupmanager.recovery.StorageHealth.Quarantined;
import org.backupmanager.recovery.StorageHealth.Verified;

/**
 * How sound the storage is, for scripts: names with a value each, always the same in the same order.
 *
 * @param call that wants it
 * @param health of the storage
 */
record StatusRows(Call call, StorageHealth health) {

    private static final String NOTHING = "-";

    void print(String storage) {
        try (Table table = call.table()) {
            table.row("storage", storage);
            table.row("cabinets", Long.toString(health.stored().cabinets()));
            table.row("bytes", Long.toString(health.stored().bytes()));
            verified(table, health.verified());
            table.row("damagedObjects", Long.toString(health.damage().size()));
            table.row("lostItems", Long.toString(health.lostItems()));
            parity(table, health.parity());
            quarantine(table);
        }
    }

    private void verified(Table table, Verified verified) {
        Optional<SessionReport> last = verified.last();
        table.row("cabinetsInUse", Long.toString(verified.inUse().cabinets()));
        table.row("verifiedCabinets", Long.toString(verified.sound().cabinets()));
        table.row("verifiedBytes", Long.toString(verified.sound().bytes()));
        table.row("oldestCheck", call.time(verified.oldest()));
        table.row("lastVerification", call.time(last.map(SessionReport::start)));
        table.row("lastVerificationState", last.map(report -> report.state().word()).orElse(NOTHING));
        table.row("lastVerificationErrors", last.map(report -> Long.toString(report.totals().errorCount()))
                .orElse(NOTHING));
        table.row("verificationUnfinished", verified.unfinished() ? "1" : "0");
    }

    private void parity(Table table, Parity parity) {
        table.row("parity", parity.scheme());
        table.row("parityState", parity.state().word());
        table.row("parityCabinets", Integer.toString(parity.covered()));
        table.row("parityOpenCabinets", Integer.toString(parity.open()));
        table.row("parityGroups", Integer.toString(parity.groups()));
        table.row("parityDamagedGroups", Integer.toString(parity.damaged()));
        table.row("parityMade", Integer.toString(parity.made()));
        table.row("parityPlanned", Integer.toString(parity.planned()));
        table.row("parityFailed", call.time(parity.failed()));
        table.row("parityFailure", parity.failure().isEmpty() ? NOTHING : parity.failure());
    }

    private void quarantine(Table table) {
        table.row("quarantinedSessions", Long.toString(health.quarantine().stream()
                .filter(one -> one.session().isPresent()).count()));
        table.row("quarantinedCabinets", Long.toString(health.quarantine().stream()
                .mapToLong(one -> one.cabinets().cabinets()).sum()));
        table.row("quarantinedBytes", Long.toString(health.quarantine().stream()
                .mapToLong(one -> one.cabinets().bytes()).sum()));
        var days = health.quarantine().stream().mapToInt(Quarantined::daysLeft).min();
        table.row("quarantineDaysLeft", days.isPresent() ? Integer.toString(days.getAsInt()) : NOTHING);
    }
}
