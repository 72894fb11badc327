package org.backupmanager.engine.internal.repair;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.backupmanager.content.CabinetDirectory;
import org.backupmanager.content.CabinetId;
import org.backupmanager.content.SliceId;
import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.repair.RepairTask.Origin;
import org.backupmanager.engine.internal.run.RunProgress;
import org.backupmanager.engine.internal.run.TroubleLog;
import org.backupmanager.engine.internal.stored.Attendance.Stay;
import org.backupmanager.engine.internal.stored.Damages;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.engine.internal.stored.DepotStore;
import org.backupmanager.engine.internal.stored.FrameRanges;
import org.backupmanager.engine.internal.stored.RegisterPart;
import org.backupmanager.engine.internal.verify.CatchUp;
import org.backupmanager.engine.internal.verify.Losses;
import org.backupmanager.engine.internal.verify.TreeCheck;
import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.Trouble.Severity;
import org.backupmanager.pipeline.CabinetReader;
import org.backupmanager.pipeline.ObjectSource;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Progress.Work;
import org.backupmanager.session.Session.Stage;
import org.backupmanager.storage.ObjectName;
import org.backupmanager.storage.StorageTransport;

/** One repair, or the plan of one, from top to bottom; the package says what it does in which order, and why. */
public final class RepairRun {

    private final Depot real;
    /** Where a plan notes what would be healed; the real one where it is done. */
    private final Depot depot;
    private final RepairTask task;
    private final RunProgress progress;
    private final TroubleLog troubles;
    private final InstantSource clock;
    private final SecureRandom chance;
    private final CabinetReader reader;
    private final DepotStore reread;

    public RepairRun(Depot depot, RepairTask task, RunProgress progress, TroubleLog troubles, InstantSource clock,
            SecureRandom chance) {
        this.real = depot;
        this.depot = task.apply() ? depot : depot.with(Damages.none());
        this.task = task;
        this.progress = progress;
        this.troubles = troubles;
        this.clock = clock;
        this.chance = chance;
        reader = new CabinetReader(depot.vault());
        reread = new DepotStore(depot, cabinet -> progress.sent(cabinet.size()));
    }

    /** Runs it; the report is final and in the register. */
    public SessionReport run() throws BackupException, InterruptedException {
        try (Closing _ = () -> task.copy().ifPresent(StorageTransport::close);
                Stay stay = task.apply() ? real.attendance().begin() : real.attendance().beginReading();
                var cabinets = new NewCabinets(depot, task.settings(), progress, chance, reader)) {
            progress.stage(Stage.SCANNING);
            Admission.checkDevice(real);
            new SmallHealing(real, task, progress, troubles).run();
            new CatchUp(real, progress, clock).run(task.begun(), task.home(), task.groups());
            List<Patient> patients = new Admission(real, progress, reader).patients();
            if (!task.apply()) {
                depot.damages().suppose(real.damages());
            }
            progress.stage(Stage.PROCESSING);
            heal(patients, cabinets);
            LossSurvey survey = readAgain(patients);
            List<Patient> cured = cured(patients, survey);
            if (task.apply()) {
                replace(patients, cured, cabinets, stay);
            }
            tell(patients, cured, survey);
            tellLost();
            protect(patients);
            return report();
        } finally {
            real.damages().save();
        }
    }

    /** Lets something be closed without an exception of its own. */
    private interface Closing extends AutoCloseable {
        @Override
        void close();
    }

    private void heal(List<Patient> patients, NewCabinets cabinets) throws BackupException {
        List<CabinetId> ids = patients.stream().map(patient -> patient.directory.id()).toList();
        Map<CabinetId, String> groups = ids.isEmpty() ? Map.of() : task.groups().of(ids);
        var supplies = new Supplies(real, task, progress::checkCancelled, reader, groups);
        progress.expect(Work.ITEMS, patients.size());
        for (Patient patient : patients) {
            progress.checkCancelled();
            progress.selected(patient.directory.size());
            supplies.heal(patient, task.apply() ? cabinets : (_, _, _) -> { });
            if (patient.exact.isPresent()) {
                putBack(patient, cabinets);
            } else if (!task.apply()) {
                depot.damages().suppose(patient.number, patient.slices(patient.healed));
            }
            progress.done(Work.ITEMS, 1);
        }
        cabinets.flush();
    }

    private void putBack(Patient patient, NewCabinets cabinets) throws BackupException {
        byte[] bytes = patient.exact.get();
        patient.exact = Optional.of(new byte[0]);
        if (task.apply()) {
            ObjectName name = depot.names().cabinet(patient.directory.id());
            depot.storage().put(name, bytes);
            cabinets.check(name, patient.directory);
            progress.sent(bytes.length);
        }
        depot.damages().remove(patient.number);
    }

    /** Reads files again of which something is still lost. */
    private LossSurvey readAgain(List<Patient> patients) throws BackupException, InterruptedException {
        LossSurvey survey = LossSurvey.of(depot, progress);
        if (survey.slices().isEmpty()) {
            return survey;
        }
        var store = new RereadStore(depot, survey.slices(), reread, task.apply());
        var files = new LostFiles(depot, task.settings(), progress, chance);
        for (Origin origin : task.origins()) {
            files.read(origin, survey.paths(origin.source().id()), store);
        }
        for (Patient patient : patients) {
            BitSet found = found(patient, store.found());
            if (!found.isEmpty()) {
                patient.from.add(Messages.text("repair.source"));
                if (!task.apply()) {
                    depot.damages().suppose(patient.number, found);
                }
            }
        }
        return store.found().isEmpty() ? survey : LossSurvey.of(depot, progress);
    }

    private static BitSet found(Patient patient, Set<SliceId> slices) {
        BitSet found = patient.slices(patient.unhealed());
        for (int i = found.nextSetBit(0); i >= 0; i = found.nextSetBit(i + 1)) {
            found.set(i, slices.contains(patient.directory.slice(i)));
        }
        return found;
    }

    /** Damaged cabinets of which nothing is left that a session needs and that lies nowhere else. */
    private List<Patient> cured(List<Patient> patients, LossSurvey survey) {
        List<Patient> cured = new ArrayList<>();
        for (Patient patient : patients) {
            if (patient.exact.isEmpty() && left(patient, survey).isEmpty()) {
                cured.add(patient);
            }
        }
        return cured;
    }

    /** Frames with a slice that lies nowhere sound, and that a session may need. */
    private BitSet left(Patient patient, LossSurvey survey) {
        var left = new BitSet();
        BitSet slices = patient.slices(patient.damaged);
        for (int i = slices.nextSetBit(0); i >= 0; i = slices.nextSetBit(i + 1)) {
            SliceId slice = patient.directory.slice(i);
            boolean needed = !survey.isComplete() || survey.slices().contains(slice);
            if (needed && depot.findUndamaged(slice).isEmpty()) {
                left.set(patient.layout.frameOf(i));
            }
        }
        return left;
    }

    /** Damaged objects go to quarantine only when all that was sound in them lies in new ones as well. */
    private void replace(List<Patient> patients, List<Patient> cured, NewCabinets cabinets, Stay stay)
            throws BackupException {
        List<Patient> going = cured.stream().filter(one -> !real.attendance().isCondemned(one.number)).toList();
        for (Patient patient : going) {
            ObjectSource own = ObjectSource.of(depot.storage(), depot.names().cabinet(patient.directory.id()));
            new FrameReading(depot, reader, patient).read(own, patient.sound(), cabinets);
        }
        cabinets.flush();
        storeParts(cabinets);
        stay.confirm();
        progress.stage(Stage.COMMITTING);
        if (!going.isEmpty() || patients.stream().anyMatch(patient -> patient.exact.isPresent())) {
            depot.attendance().replaced(going.stream().map(patient -> patient.directory.id()).toList(),
                    going.stream().filter(patient -> !patient.missing).mapToLong(one -> one.directory.size()).sum());
        }
        patients.stream().filter(one -> one.exact.isPresent() || cured.contains(one))
                .forEach(one -> progress.processed(one.directory.size()));
    }

    private void storeParts(NewCabinets cabinets) throws BackupException {
        List<CabinetDirectory> stored = new ArrayList<>(cabinets.stored());
        stored.addAll(reread.takeStored());
        for (RegisterPart part : RegisterPart.of(task.begun().id(), stored)) {
            depot.storage().put(depot.names().registerPart(part.number()), part.encode(depot.vault(), chance));
        }
    }

    private void tell(List<Patient> patients, List<Patient> cured, LossSurvey survey) {
        for (Patient patient : patients) {
            ObjectName name = depot.names().cabinet(patient.directory.id());
            if (patient.exact.isPresent() || cured.contains(patient)) {
                String from = patient.from.isEmpty() ? Messages.text("repair.others") : String.join(", ", patient.from);
                troubles.add(ItemPath.ROOT, task.apply() ? Code.HEALED : Code.HEALABLE, Severity.WARNING, name, from);
            } else {
                troubles.add(ItemPath.ROOT, Code.NOT_HEALABLE, Severity.ERROR, name,
                        Messages.text("repair.left", FrameRanges.write(left(patient, survey))));
            }
        }
    }

    /** What of which sessions stays lost. */
    private void tellLost() throws BackupException {
        var losses = new Losses();
        new TreeCheck(depot, progress, losses).run();
        losses.tell(troubles);
        if (task.apply()) {
            losses.remember(task.home());
        }
    }

    /** Damaged groups go where their cabinets are sound, and what is in no group gets one. */
    private void protect(List<Patient> patients) throws BackupException {
        Set<String> damaged = real.damages().groups();
        for (String id : damaged) {
            troubles.add(ItemPath.ROOT, task.apply() ? Code.HEALED : Code.HEALABLE, Severity.WARNING,
                    depot.names().parityManifest(id), Messages.text("repair.members"));
        }
        if (!task.apply() || real.isDamaged()) {
            return;
        }
        List<CabinetId> replaced = patients.stream().filter(patient -> patient.exact.isEmpty())
                .map(patient -> patient.directory.id()).toList();
        Set<String> old = new TreeSet<>(damaged);
        old.addAll(task.groups().of(replaced).values());
        task.groups().renew(old, task.scheme(), progress::checkCancelled);
        damaged.forEach(real.damages()::removeGroup);
    }

    private SessionReport report() throws BackupException {
        troubles.flush();
        State state = progress.totals().errorCount() > 0 ? State.COMPLETED_WITH_ERRORS : State.COMPLETED;
        SessionReport report = task.begun().with(progress.totals()).ended(state, clock.instant());
        depot.register().save(report);
        return report;
    }
}
