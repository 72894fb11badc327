package org.backupmanager.ui.internal.health;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.backupmanager.recovery.StorageHealth;
import org.backupmanager.recovery.StorageHealth.Parity;
import org.backupmanager.recovery.StorageHealth.Verified;
import org.backupmanager.ui.internal.look.Amounts;
import org.backupmanager.ui.internal.look.Mark;
import org.backupmanager.ui.internal.work.Activity;
import org.eclipse.osgi.util.NLS;

/**
 * The answer to "is what is stored sound?".
 *
 * @param mark its shape and colour
 * @param sentence in a sentence
 * @param detail what else to know
 */
record Verdict(Mark mark, String sentence, String detail) {

    private static final Duration LATE = Duration.ofDays(35);

    static Verdict of(StorageHealth health, List<Activity> running, Instant now, Amounts amounts) {
        Optional<Activity> upkeep = upkeep(running);
        if (upkeep.isPresent()) {
            return new Verdict(Mark.RUNNING, switch (upkeep.get().report().type()) {
                case REPAIR -> Messages.verdictRepairing;
                case REPAIR_PLAN -> Messages.verdictPlanning;
                default -> Messages.verdictChecking;
            }, Messages.verdictWorkOn);
        }
        if (!health.damage().isEmpty()) {
            return new Verdict(Mark.ERROR, amounts.plural(health.damage().size(), Messages.verdictDamagedOne,
                    Messages.verdictDamaged), health.lostItems() == 0 ? Messages.verdictNothingLost
                            : amounts.plural(health.lostItems(), Messages.verdictLostOne, Messages.verdictLost));
        }
        return undamaged(health, now, amounts);
    }

    private static Verdict undamaged(StorageHealth health, Instant now, Amounts amounts) {
        Verified verified = health.verified();
        String part = NLS.bind(Messages.verdictPart, amounts.count(verified.sound().cabinets()),
                amounts.count(verified.inUse().cabinets()));
        if (health.stored().cabinets() == 0) {
            return new Verdict(Mark.IDLE, Messages.verdictEmpty, Messages.verdictEmptyDetail);
        }
        if (verified.oldest().isEmpty()) {
            return new Verdict(Mark.WARNING, Messages.verdictNever, Messages.verdictNeverDetail);
        }
        if (verified.unfinished()) {
            return new Verdict(Mark.WARNING, Messages.verdictStopped, part + " " + Messages.verdictGoesOn);
        }
        if (Duration.between(verified.oldest().get(), now).compareTo(LATE) > 0) {
            return new Verdict(Mark.WARNING, Messages.verdictLate, NLS.bind(Messages.verdictLateDetail,
                    amounts.when(verified.oldest().get(), now)));
        }
        if (health.parity().state() == Parity.State.FAILED) {
            return new Verdict(Mark.WARNING, Messages.verdictParity, health.parity().failure());
        }
        boolean all = verified.sound().cabinets() == verified.inUse().cabinets();
        return new Verdict(Mark.OK, all ? Messages.verdictSound : Messages.verdictNoDamage, part);
    }

    /** The verification or repair that runs. */
    static Optional<Activity> upkeep(List<Activity> running) {
        return running.stream().filter(one -> one.report().type().isUpkeep()).findFirst();
    }
}
