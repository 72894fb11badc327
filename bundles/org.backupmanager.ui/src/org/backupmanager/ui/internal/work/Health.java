package org.backupmanager.ui.internal.work;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.Type;
import org.backupmanager.ui.internal.look.Amounts;
import org.backupmanager.ui.internal.look.Mark;

/**
 * The answer to "am I protected?".
 *
 * @param mark its shape and colour
 * @param word in one or two words
 * @param sentence in a sentence
 * @param detail what else to know
 * @param remedy the one thing that mends it
 * @param about the session it is about
 */
public record Health(Mark mark, String word, String sentence, String detail, Remedy remedy,
        Optional<SessionReport> about) {

    private static final Duration LATE = Duration.ofDays(2);

    /** What a person can do about it. */
    public enum Remedy {
        NONE, CHOOSE, RUN, LOOK, STORAGE
    }

    /** Judges what is known. */
    public static Health of(Standing.Facts facts, List<Activity> running, Instant now, Amounts amounts) {
        Optional<SessionReport> good = facts.latestRestorable();
        String since = good.map(r -> Messages.bind(Messages.restorableAsOf, amounts.when(r.start(), now)))
                .orElse(Messages.nothingRestorable);
        if (!running.isEmpty()) {
            return running(running, facts, since);
        }
        if (!facts.anythingSelected()) {
            return new Health(Mark.IDLE, Messages.notProtected, Messages.nothingSelected,
                    good.isPresent() ? since : Messages.nothingSelectedDetail, Remedy.CHOOSE, Optional.empty());
        }
        Optional<SessionReport> last = facts.reports().stream()
                .filter(r -> r.type() == SessionReport.Type.BACKUP && r.end().isPresent()).findFirst();
        if (last.isEmpty()) {
            return new Health(Mark.WARNING, Messages.notYet, Messages.neverRun, Messages.neverRunDetail, Remedy.RUN,
                    Optional.empty());
        }
        Optional<SessionReport> damage = facts.damage();
        if (damage.isPresent() && last.get().state().isRestorable()) {
            return new Health(Mark.ERROR, Messages.damagedWord, Messages.damaged,
                    Messages.bind(Messages.damagedDetail, amounts.when(damage.get().start(), now)), Remedy.STORAGE,
                    damage);
        }
        return judge(last.get(), good, since, now, amounts);
    }

    /** A restore comes first; what it holds is said with it. */
    private static Health running(List<Activity> running, Standing.Facts facts, String since) {
        Optional<Activity> restore = running.stream().filter(activity -> activity.report().type() == Type.RESTORE)
                .findFirst();
        List<Activity> backups = running.stream().filter(Activity::isBackup).toList();
        if (restore.isPresent()) {
            String sentence = Messages.bind(Messages.restoreRuns, facts.label(restore.get().report().source()));
            String held = backups.isEmpty() ? "" : Messages.backupsHeld + " ";
            return new Health(Mark.RUNNING, Messages.restoring, sentence, held + since, Remedy.NONE, Optional.empty());
        }
        if (backups.isEmpty()) {
            return upkeep(running.getFirst().report().type(), since);
        }
        String label = facts.label(backups.getFirst().report().source());
        String sentence = backups.size() > 1 ? Messages.bind(Messages.backupsRun, backups.size())
                : Messages.bind(Messages.backupRuns, label);
        return new Health(Mark.RUNNING, Messages.backingUp, sentence, since, Remedy.NONE, Optional.empty());
    }

    private static Health upkeep(Type type, String since) {
        String word = switch (type) {
            case REPAIR -> Messages.repairingWord;
            case REPAIR_PLAN -> Messages.planningWord;
            default -> Messages.checkingWord;
        };
        String sentence = switch (type) {
            case REPAIR -> Messages.repairing;
            case REPAIR_PLAN -> Messages.planning;
            default -> Messages.checking;
        };
        return new Health(Mark.RUNNING, word, sentence, since, Remedy.NONE, Optional.empty());
    }

    /** Of a backup from which nothing can be restored. */
    private static Health unfinished(SessionReport last, String since, String when) {
        Optional<SessionReport> about = Optional.of(last);
        return switch (last.state()) {
            case FAILED -> new Health(Mark.ERROR, Messages.failedWord, Messages.bind(Messages.failed, when), since,
                    Remedy.LOOK, about);
            case OVER_QUOTA -> new Health(Mark.ERROR, Messages.quotaWord, Messages.bind(Messages.quota, when), since,
                    Remedy.LOOK, about);
            case NOT_STARTED, SKIPPED, NO_SELECTION -> new Health(Mark.WARNING, Messages.notRunWord,
                    Messages.bind(Messages.notRun, when), since, Remedy.RUN, about);
            default -> new Health(Mark.WARNING, Messages.stoppedWord, Messages.bind(Messages.stopped, when), since,
                    Remedy.RUN, about);
        };
    }

    private static Health judge(SessionReport last, Optional<SessionReport> good, String since, Instant now,
            Amounts amounts) {
        String when = amounts.when(last.start(), now);
        if (!last.state().isRestorable()) {
            return unfinished(last, since, when);
        }
        if (last.totals().errorCount() > 0) {
            String sentence = amounts.plural(last.totals().errorCount(), Messages.oneError, Messages.manyErrors);
            return new Health(Mark.WARNING, Messages.errorsWord, sentence, Messages.bind(Messages.errorsDetail, when),
                    Remedy.LOOK, Optional.of(last));
        }
        if (Duration.between(last.start(), now).compareTo(LATE) > 0) {
            return new Health(Mark.WARNING, Messages.lateWord, Messages.bind(Messages.late, when), since, Remedy.RUN,
                    good);
        }
        return new Health(Mark.OK, Messages.protectedWord, Messages.protectedSentence,
                Messages.bind(Messages.protectedDetail, when, amounts.time(last.start())), Remedy.NONE, good);
    }
}
