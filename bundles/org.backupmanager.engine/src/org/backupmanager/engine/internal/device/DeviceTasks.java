package org.backupmanager.engine.internal.device;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.backup.BackupTask;
import org.backupmanager.engine.internal.home.Aids;
import org.backupmanager.engine.internal.home.Choices;
import org.backupmanager.engine.internal.home.Doubt;
import org.backupmanager.engine.internal.home.Home;
import org.backupmanager.engine.internal.home.OwnFolders;
import org.backupmanager.engine.internal.home.Scratch;
import org.backupmanager.engine.internal.home.Setting;
import org.backupmanager.engine.internal.home.SourceMemory;
import org.backupmanager.engine.internal.parity.ParityKeeper;
import org.backupmanager.engine.internal.plan.DevicePlans;
import org.backupmanager.engine.internal.rebuild.LastSession;
import org.backupmanager.engine.internal.recovery.UndoSets;
import org.backupmanager.engine.internal.repair.RepairTask;
import org.backupmanager.engine.internal.repair.RepairTask.Origin;
import org.backupmanager.engine.internal.restore.RestoreTask;
import org.backupmanager.engine.internal.session.DeviceSessions;
import org.backupmanager.engine.internal.session.SessionTasks;
import org.backupmanager.engine.internal.verify.VerifyTask;
import org.backupmanager.model.Code;
import org.backupmanager.model.SessionReport;
import org.backupmanager.recovery.RecoveryPlan;
import org.backupmanager.recovery.RepairPlan;
import org.backupmanager.recovery.VerifyPlan;
import org.backupmanager.session.BackupException;
import org.backupmanager.source.DataSource;
import org.backupmanager.storage.StorageTransport;

/** Says what each session of a device is to do, as things are chosen when it begins, and tidies up behind it. */
final class DeviceTasks implements SessionTasks {

    private static final System.Logger LOG = System.getLogger(DeviceTasks.class.getName());

    private final OpenedHome opened;
    private final Home home;
    private final Choices choices;
    private final DataSources sources;
    private final Copies copies;
    private final String program;
    private final Scratch scratch;
    private final DevicePlans plans;
    private final OtherHomes others;
    private final ParityKeeper parity;
    private final UndoSets undos;
    private final Supplier<DeviceSessions> sessions;

    /**
     * @param parts of the device
     * @param plans say what may start, and what archives
     * @param others that may have used numbers of sessions
     * @param parity heals, and is made anew
     * @param undos keep what restores replace
     * @param sessions of the device, which are made after this
     */
    DeviceTasks(DeviceParts parts, DevicePlans plans, OtherHomes others, ParityKeeper parity, UndoSets undos,
            Supplier<DeviceSessions> sessions) throws BackupException {
        opened = parts.opened();
        home = opened.home();
        choices = parts.choices();
        sources = parts.sources();
        copies = parts.copies();
        program = parts.surroundings().program();
        scratch = home.scratch();
        this.plans = plans;
        this.others = others;
        this.parity = parity;
        this.undos = undos;
        this.sessions = sessions;
    }

    @Override
    public List<DataSource> toBackUp(Set<String> ids) throws BackupException {
        if (choices.number(Setting.READ_ONLY_MODE) == 1) {
            throw new BackupException(Code.RESTORE_ONLY);
        }
        List<DataSource> chosen = new ArrayList<>();
        List<BackupException> refusals = new ArrayList<>();
        for (DataSource source : sources.chosen(ids, choices)) {
            Optional<BackupException> refusal = plans.refusal(source.id());
            refusal.ifPresentOrElse(refusals::add, () -> chosen.add(source));
            if (refusal.isPresent() && ids.isEmpty()) {
                sessions.get().refused(source.id(), refusal.get());
            }
        }
        if (!refusals.isEmpty() && (!ids.isEmpty() || chosen.isEmpty())) {
            throw refusals.getFirst();
        }
        return chosen;
    }

    @Override
    public DataSource usable(String id) throws BackupException {
        return sources.usable(id);
    }

    @Override
    public boolean archives(DataSource source, Instant start) {
        return plans.archives(source.id(), start, sessions.get().reports());
    }

    @Override
    public void meetOthers() {
        others.meet();
    }

    @Override
    public BackupTask backup(SessionReport begun, DataSource source) throws BackupException {
        return new BackupTask(begun, source, choices.effective(source.id()), ownFolders(), scratch(begun),
                Doubt.in(home), choices.engine(),
                new Aids(choices.aids(), Optional.of(new SourceMemory(home.sources()).of(source)),
                        Optional.of(new SourceMemory(home.hints()).of(source)), choices.number(Setting.FULL_SCAN_DAYS),
                        choices::forbid));
    }

    /** What no session backs up. */
    List<Path> ownFolders() {
        return OwnFolders.of(home.folder(), opened.address(), program);
    }

    @Override
    public RestoreTask restore(SessionReport begun, SessionReport from, RecoveryPlan plan, DataSource source)
            throws BackupException {
        return new RestoreTask(begun, from, plan, source, scratch(begun), undos.begin(begun, plan, source),
                choices.number(Setting.RESTORE_THREADS));
    }

    @Override
    public VerifyTask verify(SessionReport begun, VerifyPlan plan) {
        return new VerifyTask(begun, plan, home, parity.groups());
    }

    @Override
    public Optional<StorageTransport> copy(RepairPlan plan) throws BackupException {
        return plan.copy().isEmpty() ? Optional.empty() : Optional.of(copies.open(plan.copy().get(), opened.depot()));
    }

    @Override
    public RepairTask repair(SessionReport begun, RepairPlan plan, Optional<StorageTransport> copy)
            throws BackupException {
        List<Path> own = ownFolders();
        List<Origin> origins = sources.all().stream().filter(source -> source.availability().here())
                .map(source -> new Origin(source, choices.effective(source.id()), own)).toList();
        return new RepairTask(begun, plan.apply(), copy, parity.groups(), parity.scheme(), origins,
                choices.engine(), scratch(begun), home);
    }

    /** The folder for temporary files of a session that has begun. */
    Path scratch(SessionReport begun) throws BackupException {
        try {
            return scratch.make(begun.id());
        } catch (IOException failed) {
            throw new BackupException(Code.HOME_FAILED, scratch.folder(), Home.words(failed)).because(failed);
        }
    }

    @Override
    public void finished(SessionReport last) {
        try {
            scratch.remove(last.id());
            if (last.type() == SessionReport.Type.RESTORE) {
                undos.ended(last);
            }
            if (last.type() == SessionReport.Type.BACKUP && last.state().isRestorable()) {
                LastSession.after(opened.depot()).remember(home);
            }
        } catch (IOException | BackupException failed) {
            LOG.log(System.Logger.Level.WARNING,
                    Messages.text("session.tidy", last.id().toString(), failed.getMessage()), failed);
        }
    }
}
