package org.backupmanager.engine.internal.verify;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import org.backupmanager.content.CabinetDirectory;
import org.backupmanager.content.CabinetId;
import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.home.Home;
import org.backupmanager.engine.internal.run.Parallel;
import org.backupmanager.engine.internal.run.RunProgress;
import org.backupmanager.engine.internal.run.Troubles;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.engine.internal.stored.FrameRanges;
import org.backupmanager.engine.internal.stored.StoredObjects;
import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Trouble.Severity;
import org.backupmanager.pipeline.CabinetCheck;
import org.backupmanager.pipeline.CabinetCheck.Findings;
import org.backupmanager.pipeline.CabinetLayout;
import org.backupmanager.pipeline.CabinetReader;
import org.backupmanager.pipeline.ObjectSource;
import org.backupmanager.recovery.VerifyPlan;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Progress.Work;
import org.backupmanager.storage.ObjectName;

/** Checks cabinets one by one, each with one thread, those first that were not checked for the longest time. */
final class CabinetRound {

    private static final int MOST_THREADS = 8;

    private final Depot depot;
    private final VerifyTask task;
    private final RunProgress progress;
    private final Troubles troubles;
    private final InstantSource clock;
    private final CabinetReader reader;
    private final ReadBudget budget;

    CabinetRound(Depot depot, VerifyTask task, RunProgress progress, Troubles troubles, InstantSource clock,
            ReadBudget budget) {
        this.depot = depot;
        this.task = task;
        this.progress = progress;
        this.troubles = troubles;
        this.clock = clock;
        this.budget = budget;
        reader = new CabinetReader(depot.vault());
    }

    /**
     * Checks what the plan asks for; what is missing is told whatever the plan says.
     *
     * @return how many were read
     */
    int run() throws BackupException {
        Map<CabinetId, Long> stored = new StoredObjects(depot.names(), depot.storage()).cabinets();
        try (CheckedLog log = CheckedLog.open(task.home(), stored.keySet())) {
            tellMissing(stored);
            List<CabinetId> chosen = chosen(stored, log);
            progress.expect(Work.ITEMS, chosen.size());
            for (CabinetId cabinet : chosen) {
                budget.chosen(stored.get(cabinet));
                progress.expect(Work.BYTES, stored.get(cabinet));
            }
            new Parallel(threads()).map(chosen, cabinet -> check(cabinet, stored.get(cabinet), log));
            if (isOfEverything(task.plan())) {
                task.home().delete(Home.VERIFYING);
            }
            return chosen.size();
        } finally {
            depot.damages().save();
        }
    }

    private static int threads() {
        return Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST_THREADS);
    }

    private void tellMissing(Map<CabinetId, Long> stored) throws BackupException {
        for (CabinetId id : depot.register().cabinets()) {
            OptionalInt number = depot.register().number(id);
            if (!stored.containsKey(id) && number.isPresent()) {
                tellMissing(number.getAsInt());
            }
        }
    }

    private void tellMissing(int number) throws BackupException {
        CabinetDirectory directory = depot.register().cabinet(number);
        var all = new BitSet();
        all.set(0, CabinetLayout.of(directory).frames());
        depot.damages().add(number, directory, true, all);
        if (depot.attendance().isCondemned(number)) {
            return;
        }
        troubles.add(ItemPath.ROOT, Code.OBJECT_MISSING, Severity.ERROR, name(directory.id()),
                depot.storage().label());
    }

    private List<CabinetId> chosen(Map<CabinetId, Long> stored, CheckedLog log) throws BackupException {
        VerifyPlan plan = task.plan();
        Optional<Instant> before = before(plan);
        List<CabinetId> due = new ArrayList<>(stored.keySet().stream().filter(id -> before.isEmpty()
                || log.time(id).filter(time -> !time.isBefore(before.get())).isEmpty()).toList());
        due.sort(Comparator.comparing(id -> log.time(id).orElse(Instant.EPOCH)));
        long most = stored.values().stream().mapToLong(Long::longValue).sum() / 100 * plan.percent();
        if (plan.percent() == 100) {
            return due;
        }
        List<CabinetId> chosen = new ArrayList<>();
        long bytes = 0;
        for (CabinetId id : due) {
            if (bytes >= most && !chosen.isEmpty()) {
                break;
            }
            chosen.add(id);
            bytes += stored.get(id);
        }
        return chosen;
    }

    /** Cabinets that were checked since then are left out. */
    private Optional<Instant> before(VerifyPlan plan) throws BackupException {
        if (plan.olderThanDays() > 0) {
            return Optional.of(clock.instant().minus(Duration.ofDays(plan.olderThanDays())));
        }
        return isOfEverything(plan) ? Optional.of(beginOfRound(plan)) : Optional.empty();
    }

    private static boolean isOfEverything(VerifyPlan plan) {
        return plan.olderThanDays() == 0 && plan.percent() == 100;
    }

    /** A verification of everything that was stopped goes on: what was checked since it began counts. */
    private Instant beginOfRound(VerifyPlan plan) throws BackupException {
        Optional<String> begun = task.home().readText(Home.VERIFYING).map(String::strip)
                .filter(text -> text.matches("[0-9]{1,12}"));
        if (begun.isPresent() && !plan.anew()) {
            progress.note(Messages.text("verify.resumed"));
            return Instant.ofEpochSecond(Long.parseLong(begun.get()));
        }
        Instant now = clock.instant();
        task.home().writeText(Home.VERIFYING, now.getEpochSecond() + "\n");
        return now;
    }

    private CabinetId check(CabinetId id, long size, CheckedLog log) throws BackupException {
        progress.checkCancelled();
        try {
            OptionalInt number = depot.register().number(id);
            if (number.isPresent()) {
                checkKnown(id, number.getAsInt(), log);
            } else {
                checkUnknown(id, log);
            }
            budget.checked(size);
        } catch (BackupException gone) {
            if (gone.code() != Code.OBJECT_MISSING) {
                throw gone;
            }
            // clean-up may have removed it meanwhile; then the register knows it no more
            if (depot.register().number(id).isPresent()) {
                tellMissing(depot.register().number(id).getAsInt());
            }
        }
        progress.done(Work.ITEMS, 1);
        progress.done(Work.BYTES, size);
        return id;
    }

    private void checkKnown(CabinetId id, int number, CheckedLog log) throws BackupException {
        CabinetDirectory directory = depot.register().cabinet(number);
        Findings findings = findings(directory);
        if (findings.isSound()) {
            depot.damages().remove(number);
            log.note(id, clock.instant());
            return;
        }
        depot.damages().add(number, directory, false, findings.frames());
        if (depot.attendance().isCondemned(number)) {
            troubles.add(ItemPath.ROOT, Code.OBJECT_UNNEEDED, Severity.WARNING, name(id),
                    Messages.text("verify.quarantine"));
            return;
        }
        String what = findings.frames().isEmpty() ? findings.around().orElse("")
                : Messages.text("verify.frames", FrameRanges.write(findings.frames()));
        troubles.add(ItemPath.ROOT, Code.OBJECT_DAMAGED, Severity.ERROR, name(id), what);
    }

    /** One that a killed backup left, or that another machine stored: no session of this register needs it. */
    private void checkUnknown(CabinetId id, CheckedLog log) throws BackupException {
        try {
            Findings findings = findings(reader.directory(budget.within(source(id)), name(id), id));
            if (findings.isSound()) {
                log.note(id, clock.instant());
            } else {
                troubles.add(ItemPath.ROOT, Code.OBJECT_UNNEEDED, Severity.WARNING, name(id),
                        Messages.text("verify.unneeded"));
            }
        } catch (BackupException damaged) {
            if (damaged.code() != Code.OBJECT_DAMAGED) {
                throw damaged;
            }
            troubles.add(ItemPath.ROOT, Code.OBJECT_UNNEEDED, Severity.WARNING, name(id),
                    Messages.text("verify.unneeded"));
        }
    }

    private Findings findings(CabinetDirectory directory) throws BackupException {
        var check = new CabinetCheck(reader, depot.vault().hasher(), progress::checkCancelled);
        return check.check(budget.within(source(directory.id())), name(directory.id()), directory);
    }

    private ObjectSource source(CabinetId id) {
        return ObjectSource.of(depot.storage(), name(id));
    }

    private ObjectName name(CabinetId id) {
        return depot.names().cabinet(id);
    }
}
