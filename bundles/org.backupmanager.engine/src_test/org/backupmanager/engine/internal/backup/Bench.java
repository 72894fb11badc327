package org.backupmanager.engine.internal.backup;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.backupmanager.engine.internal.backup.BackupRun.Surroundings;
import org.backupmanager.engine.internal.cleanup.HomeAttendance;
import org.backupmanager.engine.internal.cleanup.HomeMemory;
import org.backupmanager.engine.internal.rebuild.LastSession;
import org.backupmanager.engine.internal.rebuild.Rebuild;
import org.backupmanager.engine.internal.home.Aids;
import org.backupmanager.engine.internal.home.Doubt;
import org.backupmanager.engine.internal.home.EngineSettings;
import org.backupmanager.engine.internal.home.Home;
import org.backupmanager.engine.internal.restore.RestoreRun;
import org.backupmanager.engine.internal.restore.RestoreTask;
import org.backupmanager.engine.internal.run.RunProgress;
import org.backupmanager.engine.internal.run.TroubleLog;
import org.backupmanager.engine.internal.run.Turn;
import org.backupmanager.engine.internal.stored.Damages;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.engine.internal.stored.ObjectNames;
import org.backupmanager.engine.internal.stored.Quarantine;
import org.backupmanager.model.CipherSuite;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Selection;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.SessionReport.Totals;
import org.backupmanager.model.SessionReport.Type;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.Trouble;
import org.backupmanager.pipeline.Vault;
import org.backupmanager.recovery.RecoveryPlan.ExistingFiles;
import org.backupmanager.recovery.RecoveryPlan.Moment;
import org.backupmanager.recovery.RecoveryPlan;
import org.backupmanager.register.BackupRegister;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Progress;
import org.backupmanager.source.DataSource;
import org.backupmanager.storage.StorageTransport;
import org.backupmanager.testkit.FakeClock;
import org.backupmanager.testkit.MemoryRegister;

/** Runs backups and restores over doubles, for tests that read like a story. */
public final class Bench {

    public static final EngineSettings SETTINGS = new EngineSettings(2, 3, 16 << 20, true, 2);

    public final FakeClock clock = new FakeClock(Instant.parse("2026-11-23T10:00:00Z"));
    public final SecureRandom chance = new SecureRandom();
    public final Vault vault;
    public final Depot depot;
    public Doubt doubt = Doubt.NONE;
    public EngineSettings settings = SETTINGS;
    public Aids aids = Aids.NONE;
    public List<String> warnings = List.of();
    private final SharedLines lines;
    private final Path scratch;

    public Bench(StorageTransport storage, Path scratch) {
        this(Vault.create("bench", CipherSuite.AES_128, new SecureRandom()), storage, new MemoryRegister(), scratch);
    }

    private Bench(Vault vault, StorageTransport storage, BackupRegister register, Path scratch) {
        this(scratch, new Depot(vault, storage, register, new ObjectNames("bench")));
    }

    private Bench(Path scratch, Depot depot) {
        this.vault = depot.vault();
        this.scratch = scratch;
        this.depot = depot;
        lines = new SharedLines(depot, chance);
    }

    /** The same with what the home remembers of damage. */
    public Bench in(Home home) throws BackupException {
        Depot known = depot.with(Damages.in(home, depot.register()));
        return new Bench(scratch, known.with(new HomeAttendance(known, memory(home, known), clock, chance, "bench")));
    }

    private static HomeMemory memory(Home home, Depot known) {
        return new HomeMemory() {
            @Override
            public Optional<String> recall() throws BackupException {
                return home.readText(Home.ATTENDANCE);
            }

            @Override
            public void remember(String text) throws BackupException {
                home.writeText(Home.ATTENDANCE, text);
            }

            @Override
            public void align(Quarantine quarantine) throws BackupException {
                new Rebuild(known, 1, Progress.NONE).follow(quarantine);
            }

            @Override
            public void listChanged() {
                // nobody looks at a list
            }

            @Override
            public void outdated(String why) {
                throw new AssertionError(why);
            }
        };
    }

    /** The same machine after a crash, with what is left of the storage. */
    public Bench on(StorageTransport storage) {
        return new Bench(vault, storage, depot.register(), scratch);
    }

    /** Makes the device exist in its storage. */
    public Bench created() throws BackupException {
        byte[] object = {1};
        depot.storage().put(depot.names().vault(), object);
        return this;
    }

    /** The same device on a machine that has nothing but its keys and a storage; what the storage has comes back. */
    public Bench elsewhere(StorageTransport storage) throws BackupException {
        var other = new Bench(vault, storage, new MemoryRegister(), scratch);
        var rebuild = new Rebuild(other.depot, 2, Progress.NONE);
        rebuild.everything(LastSession.NONE);
        other.warnings = rebuild.warnings();
        if (rebuild.foundLosses()) {
            other.doubt = new Doubt(Long.MAX_VALUE);
        }
        return other;
    }

    public SessionReport backup(DataSource source, String... paths) throws BackupException, InterruptedException {
        return backup(source, selection(paths), new SessionProgress());
    }

    public SessionReport backup(DataSource source, Selection selection, SessionProgress how)
            throws BackupException, InterruptedException {
        return backup(source, selection, how, () -> { });
    }

    public SessionReport backup(DataSource source, Selection selection, SessionProgress how, Turn turn)
            throws BackupException, InterruptedException {
        clock.advance(Duration.ofMinutes(1));
        SessionReport begun = begin(source, Type.BACKUP);
        var troubles = new TroubleLog(depot.register(), begun.id(), how.progress, clock);
        var task = new BackupTask(begun, source, selection, List.of(), scratch, doubt, settings, aids);
        return new BackupRun(depot, task, how.progress, troubles, new Surroundings(lines, clock, chance)).run(turn);
    }

    public SessionReport restore(DataSource source, SessionReport from, Optional<Path> place, String... paths)
            throws BackupException, InterruptedException {
        return restore(source, from, new RecoveryPlan(source.id(), new Moment.Latest(),
                List.of(paths).stream().map(ItemPath::parse).toList(), List.of(),
                place, ExistingFiles.OVERWRITE));
    }

    public SessionReport restore(DataSource source, SessionReport from, RecoveryPlan plan)
            throws BackupException, InterruptedException {
        SessionReport begun = begin(source, Type.RESTORE);
        var progress = new RunProgress();
        var troubles = new TroubleLog(depot.register(), begun.id(), progress, clock);
        return new RestoreRun(depot, new RestoreTask(begun, from, plan, source, scratch), progress, troubles, clock)
                .run();
    }

    public List<Trouble> troubles(SessionReport report) throws BackupException {
        return depot.register().troubles(report.id(), 1000);
    }

    public static Selection selection(String... paths) {
        return Selection.of(List.of(paths).stream().map(ItemPath::parse).toArray(ItemPath[]::new));
    }

    private SessionReport begin(DataSource source, Type type) throws BackupException {
        return begin(source.id(), type);
    }

    /** A session that has just begun. */
    public SessionReport begin(String source, Type type) throws BackupException {
        var begun = new SessionReport(depot.register().nextSession(), source, type, State.IN_PROCESS, false,
                clock.instant(),
                Optional.empty(), Totals.NONE);
        depot.register().save(begun);
        return begun;
    }

    /** The progress of one session, at hand for a test that cancels or holds it. */
    public static final class SessionProgress {
        public final RunProgress progress = new RunProgress();
    }
}
