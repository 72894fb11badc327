package org.backupmanager.engine.internal.cleanup;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.backupmanager.engine.internal.backup.BackupRun;
import org.backupmanager.engine.internal.backup.BackupTask;
import org.backupmanager.engine.internal.backup.SharedLines;
import org.backupmanager.engine.internal.rebuild.LastSession;
import org.backupmanager.engine.internal.rebuild.Rebuild;
import org.backupmanager.engine.internal.home.Doubt;
import org.backupmanager.engine.internal.home.EngineSettings;
import org.backupmanager.engine.internal.restore.RestoreRun;
import org.backupmanager.engine.internal.restore.RestoreTask;
import org.backupmanager.engine.internal.run.RunProgress;
import org.backupmanager.engine.internal.run.TroubleLog;
import org.backupmanager.engine.internal.stored.Damages;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.engine.internal.stored.ObjectNames;
import org.backupmanager.engine.internal.stored.Quarantine;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Selection;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.SessionReport.Totals;
import org.backupmanager.model.SessionReport.Type;
import org.backupmanager.pipeline.LineSettings;
import org.backupmanager.pipeline.Vault;
import org.backupmanager.recovery.RecoveryPlan;
import org.backupmanager.recovery.RecoveryPlan.ExistingFiles;
import org.backupmanager.recovery.RecoveryPlan.Moment;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.CleanUp.Outcome;
import org.backupmanager.session.Progress;
import org.backupmanager.storage.StorageTransport;
import org.backupmanager.testkit.FakeClock;
import org.backupmanager.testkit.FakeSource;
import org.backupmanager.testkit.MemoryRegister;

/** One of several homes of a device, with a register in memory that outlives its processes; each has its own clock. */
final class TwinHome {

    private static final EngineSettings ENGINE = new EngineSettings(1, 1, 16 << 20, false, 1);
    private static final LineSettings LINE = new LineSettings(1, 1, 1, 1, 16 << 20, false);

    final String name;
    final FakeClock clock = new FakeClock();
    final FakeSource source = new FakeSource();
    private final Vault vault;
    private final ObjectNames names;
    private final Path scratch;
    private final SecureRandom chance = new SecureRandom();
    private final int quarantineDays;
    private MemoryRegister register = new MemoryRegister();
    private Damages damages = Damages.none();
    private Optional<String> memory = Optional.empty();
    private boolean outdated;
    /** The home was used before, so that its register has to be looked after when a process begins. */
    private Optional<HomeAttendance> attendance = Optional.empty();

    TwinHome(String name, Vault vault, ObjectNames names, Path scratch, int quarantineDays) {
        this.name = name;
        this.vault = vault;
        this.names = names;
        this.scratch = scratch;
        this.quarantineDays = quarantineDays;
    }

    /** A process begins in the home, as opening a device does it. */
    void open(StorageTransport storage, StorageTransport ofAttendance) throws BackupException {
        if (outdated) {
            register = new MemoryRegister();
            damages = Damages.none();
            memory = Optional.empty();
            outdated = false;
        }
        var depot = new Depot(vault, storage, register, names).with(damages);
        var rebuild = new Rebuild(depot, 1, Progress.NONE);
        if (memory.isEmpty()) {
            rebuild.everything(LastSession.NONE);
        }
        List<SessionReport> unfinished = register.sessions().stream()
                .filter(session -> session.state() == State.IN_PROCESS).toList();
        if (!unfinished.isEmpty()) {
            rebuild.afterUncleanEnd(unfinished, clock.instant());
        }
        attendance = Optional.of(new HomeAttendance(new Depot(vault, ofAttendance, register, names).with(damages),
                memory(ofAttendance), clock, chance, name));
    }

    private HomeMemory memory(StorageTransport storage) {
        return new HomeMemory() {
            @Override
            public Optional<String> recall() {
                return memory;
            }

            @Override
            public void remember(String text) {
                memory = Optional.of(text);
            }

            @Override
            public void align(Quarantine quarantine) throws BackupException {
                new Rebuild(new Depot(vault, storage, register, names).with(damages), 1, Progress.NONE)
                        .follow(quarantine);
            }

            @Override
            public void listChanged() {
                // nobody looks at a list
            }

            @Override
            public void outdated(String why) {
                outdated = true;
            }
        };
    }

    /** Whether the home has to begin anew. */
    boolean isOutdated() {
        return outdated;
    }

    HomeAttendance attendance() {
        return attendance.orElseThrow();
    }

    MemoryRegister register() {
        return register;
    }

    private Depot depot(StorageTransport storage) {
        return new Depot(vault, storage, register, names).with(damages).with(attendance());
    }

    SessionReport backup(StorageTransport storage) throws BackupException, InterruptedException {
        attendance().meetOthers();
        SessionReport begun = begin(Type.BACKUP);
        Depot depot = depot(storage);
        var progress = new RunProgress();
        var troubles = new TroubleLog(register, begun.id(), progress, clock);
        var task = new BackupTask(begun, source, Selection.of(ItemPath.parse("/a")), List.of(), scratch, Doubt.NONE,
                ENGINE);
        return new BackupRun(depot, task, progress, troubles,
                new BackupRun.Surroundings(new SharedLines(depot, chance), clock, chance)).run(() -> { });
    }

    private SessionReport begin(Type type) {
        var begun = new SessionReport(register.nextSession(), source.id(), type, State.IN_PROCESS, false,
                clock.instant(), Optional.empty(), Totals.NONE);
        register.save(begun);
        return begun;
    }

    Outcome cleanUp(StorageTransport storage, boolean preview) throws BackupException {
        return cleanUp(storage, preview, quarantineDays);
    }

    Outcome cleanUp(StorageTransport storage, boolean preview, int days) throws BackupException {
        return cleanUp(storage, preview, days, Progress.NONE);
    }

    Outcome cleanUp(StorageTransport storage, boolean preview, int days, Progress progress) throws BackupException {
        return new CleanUpRun(depot(storage), attendance(), new CleanUpSettings(days, 40, LINE),
                new CleanUpRun.Surroundings(clock, chance), preview, progress).run();
    }

    SessionRemovals removals(StorageTransport storage) {
        return new SessionRemovals(depot(storage), attendance(), java.util.Set::of, clock, chance);
    }

    /** Restores a session to a place of that source. */
    SessionReport restore(StorageTransport storage, SessionId session, FakeSource to, Path place)
            throws BackupException, InterruptedException {
        SessionReport from = register.sessions().stream().filter(report -> report.id().equals(session)).findFirst()
                .orElseThrow(() -> new AssertionError(name + " does not list session " + session));
        SessionReport begun = begin(Type.RESTORE);
        var progress = new RunProgress();
        var troubles = new TroubleLog(register, begun.id(), progress, clock);
        var plan = new RecoveryPlan(to.id(), new Moment.Of(session), List.of(), List.of(), Optional.of(place),
                ExistingFiles.OVERWRITE);
        return new RestoreRun(depot(storage), new RestoreTask(begun, from, plan, to, scratch), progress, troubles,
                clock).run();
    }

    /** Sessions that can be restored, as this home lists them. */
    List<SessionId> sessions() {
        var sessions = new ArrayList<SessionId>();
        for (SessionReport report : register.sessions()) {
            if (report.type() == Type.BACKUP && report.state().isRestorable()) {
                sessions.add(report.id());
            }
        }
        return sessions;
    }
}
