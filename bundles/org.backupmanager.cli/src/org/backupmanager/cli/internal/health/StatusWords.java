package org.backupmanager.cli.internal.health;

import java.util.List;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.cli.internal.text.Output;
import org.backupmanager.recovery.StorageHealth;
import org.backupmanager.recovery.StorageHealth.Damage;
import org.backupmanager.recovery.StorageHealth.Parity;
import org.backupmanager.recovery.StorageHealth.Quarantined;
import org.backupmanager.recovery.StorageHealth.Verified;

/**
 * How sound the storage is, for people: a line for each thing, and what to do where something is wrong.
 *
 * @param call that wants it
 * @param health of the storage
 */
record StatusWords(Call call, StorageHealth health) {

    void print(String storage) {
        call.output().line(Messages.text("health.storage", storage));
        line("health.stored", call.count(health.stored().cabinets()), call.size(health.stored().bytes()));
        verified(health.verified());
        damage();
        parity(health.parity());
        quarantine();
        call.output().flush();
    }

    private void line(String key, Object... arguments) {
        call.output().line(Output.printable(Messages.text(key, arguments)));
    }

    private void bad(String key, Object... arguments) {
        call.output().line(call.output().style().bad(Output.printable(Messages.text(key, arguments))));
    }

    private void verified(Verified verified) {
        if (verified.last().isEmpty() && verified.oldest().isEmpty()) {
            line("health.never");
            return;
        }
        line("health.verified", call.count(verified.sound().cabinets()), call.count(verified.inUse().cabinets()),
                call.size(verified.sound().bytes()), call.time(verified.oldest()));
        verified.last().ifPresent(last -> line(last.totals().errorCount() == 0 ? "health.last" : "health.lastErrors",
                call.time(last.start()), last.state().word(), call.count(last.totals().errorCount()),
                last.id().toString()));
        if (verified.unfinished()) {
            line("health.unfinished");
        }
    }

    private void damage() {
        List<Damage> damage = health.damage();
        if (damage.isEmpty()) {
            line("health.noDamage");
            return;
        }
        bad("health.damage", call.count(damage.size()), call.count(health.lostItems()));
        line("health.damage.remedy");
    }

    private void parity(Parity parity) {
        String key = "health.parity." + parity.state();
        line(key, parity.scheme(), call.count(parity.covered()), call.count((long) parity.covered() + parity.open()),
                call.count(parity.made()), call.count(parity.planned()));
        if (parity.state() == Parity.State.FAILED) {
            bad("health.parity.failure", call.time(parity.failed()), parity.failure());
        }
        if (parity.damaged() > 0) {
            bad("health.parity.damaged", call.count(parity.damaged()));
        }
    }

    private void quarantine() {
        List<Quarantined> all = health.quarantine();
        if (all.isEmpty()) {
            line("health.noQuarantine");
            return;
        }
        long sessions = all.stream().filter(one -> one.session().isPresent()).count();
        long cabinets = all.stream().mapToLong(one -> one.cabinets().cabinets()).sum();
        long bytes = all.stream().mapToLong(one -> one.cabinets().bytes()).sum();
        int days = all.stream().mapToInt(Quarantined::daysLeft).min().orElse(0);
        line(days == 0 ? "health.quarantineNow" : "health.quarantine", call.count(sessions), call.count(cabinets),
                call.size(bytes), days);
    }
}
