package org.backupmanager.engine.internal.device;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.backup.BackupTask;
import org.backupmanager.engine.internal.backup.SelectionSize;
import org.backupmanager.engine.internal.cleanup.DeviceCleanUp;
import org.backupmanager.engine.internal.cleanup.HomeAttendance;
import org.backupmanager.engine.internal.health.DeviceHealth;
import org.backupmanager.engine.internal.home.Aids;
import org.backupmanager.engine.internal.home.Choices;
import org.backupmanager.engine.internal.home.Doubt;
import org.backupmanager.engine.internal.home.Home;
import org.backupmanager.engine.internal.home.OwnFolders;
import org.backupmanager.engine.internal.home.Scratch;
import org.backupmanager.engine.internal.home.SourceMemory;
import org.backupmanager.engine.internal.home.KnownHomes;
import org.backupmanager.engine.internal.home.Setting;
import org.backupmanager.engine.internal.limits.Niceness;
import org.backupmanager.engine.internal.parity.ParityGroups;
import org.backupmanager.engine.internal.parity.ParityKeeper;
import org.backupmanager.engine.internal.parity.ParityNotes;
import org.backupmanager.engine.internal.parity.ParityScheme;
import org.backupmanager.engine.internal.plan.DevicePlans;
import org.backupmanager.engine.internal.rebuild.LastSession;
import org.backupmanager.engine.internal.recovery.DeviceRestores;
import org.backupmanager.engine.internal.recovery.UndoSets;
import org.backupmanager.engine.internal.repair.RepairTask;
import org.backupmanager.engine.internal.repair.RepairTask.Origin;
import org.backupmanager.engine.internal.report.DeviceReports;
import org.backupmanager.engine.internal.report.Reporting;
import org.backupmanager.engine.internal.restore.RestoreTask;
import org.backupmanager.engine.internal.session.Around;
import org.backupmanager.engine.internal.session.DeviceSessions;
import org.backupmanager.engine.internal.session.RunWork;
import org.backupmanager.engine.internal.session.SessionTasks;
import org.backupmanager.engine.internal.search.History;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.engine.internal.verify.VerifyTask;
import org.backupmanager.model.CipherSuite;
import org.backupmanager.model.Code;
import org.backupmanager.model.Mask;
import org.backupmanager.model.Selection;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.plan.Plans;
import org.backupmanager.recovery.RecoveryPlan;
import org.backupmanager.recovery.RepairPlan;
import org.backupmanager.recovery.StorageHealth;
import org.backupmanager.recovery.VerifyPlan;
import org.backupmanager.report.Reports;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.CleanUp;
import org.backupmanager.session.Device;
import org.backupmanager.session.IdleWork;
import org.backupmanager.session.Progress;
import org.backupmanager.session.Restores;
import org.backupmanager.session.Sessions;
import org.backupmanager.source.DataSource;
import org.backupmanager.storage.StorageTransport;

/** A device whose home this process holds. */
public final class LocalDevice implements Device, SessionTasks, DevicePlans.Context {

    private static final System.Logger LOG = System.getLogger(LocalDevice.class.getName());

    private static final Duration MOST_FOR_OTHERS = Duration.ofSeconds(2);

    private final OpenedHome opened;
    private final Choices choices;
    private final DataSources sources;
    private final Scratch scratch;
    private final Surroundings surroundings;
    private final DevicePlans plans;
    private final History history;
    private final HomeAttendance attendance;
    private final ParityKeeper parity;
    private final Copies copies;
    private final DeviceSessions sessions;
    private final DeviceCleanUp cleanUp;
    private final DeviceHealth health;
    private final DeviceReports reports;
    private final UndoSets undos;
    private final DeviceRestores restores;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final List<Runnable> afterClose = new CopyOnWriteArrayList<>();

    /**
     * @param opened what it is made of; closed with it
     * @param choices read from its home
     * @param sources that are installed
     * @param copies that may be there of its storage
     * @param surroundings of the process
     * @param reporting what reports need from outside
     */
    LocalDevice(OpenedHome opened, Choices choices, DataSources sources, Copies copies, Surroundings surroundings,
            Reporting reporting) throws BackupException {
        this.opened = opened;
        this.choices = choices;
        this.sources = sources;
        this.copies = copies;
        this.surroundings = surroundings;
        this.scratch = opened.home().scratch();
        attendance = new HomeAttendance(opened.depot(), memory(), surroundings.clock(), surroundings.chance(),
                surroundings.computer());
        Depot depot = opened.depot().with(attendance);
        this.plans = new DevicePlans(opened.home(), depot, this, surroundings.host(), opened.throttle());
        this.history = new History(opened.home().search(), depot);
        this.parity = new ParityKeeper(new ParityGroups(depot, opened.home(), surroundings.chance()),
                new ParityNotes(opened.home(), surroundings.clock()),
                () -> ParityScheme.of(choices.settings().get(Setting.PARITY.word())), this::isIdle);
        var work = new RunWork(depot, history, surroundings.clock(), surroundings.chance(),
                niced(plans.around(), surroundings.system()));
        this.sessions = new DeviceSessions(depot.register(), work, this, surroundings.clock());
        this.health = new DeviceHealth(depot, opened.home(), sessions::reports, parity);
        this.reports = new DeviceReports(this, opened.home(), health,
                reporting.machine(surroundings.computer(), surroundings.system()), reporting, surroundings.clock());
        parity.tell(reports::parityChanged);
        this.undos = new UndoSets(opened.home().undo(), sources::get, sessions::reports, choices::settings,
                surroundings.clock());
        this.restores = new DeviceRestores(sessions, depot, undos, surroundings.clock());
        plans.listeners().forEach(sessions::addListener);
        sessions.addListener(plans.continuing(
                new Continuing(depot, sessions, sources, memory(), this::scratch, surroundings)));
        sessions.addListener(reports);
        sessions.addListener(history.listener(sessions::restorable));
        sessions.addListener(parity);
        cleanUp = new DeviceCleanUp(depot, attendance,
                new CleanUpChoices(choices, plans::held, this::listChanged), surroundings.clock(),
                surroundings.chance());
        Thread.ofVirtual().name("sources").start(() -> memory(Home.SOURCES).recover(sources.all()));
    }

    /** The backup itself steps back, not the script before it. */
    private Around niced(Around around, String system) {
        var niceness = new Niceness(system, System.getProperty("os.arch", ""), LOG);
        return (task, progress, troubles, backup) -> around.run(task, progress, troubles, () -> {
            niceness.apply(Niceness.Level.valueOf(
                    choices.settings().get(Setting.NICENESS.word()).toUpperCase(Locale.ROOT)));
            return backup.run();
        });
    }

    private HomeFile memory() {
        return new HomeFile(opened.home(), opened.depot(), choices.engine().connections(), this::listChanged);
    }

    /** The newest session may have gone: what the home remembers of it goes along. */
    private void listChanged() {
        try {
            sessions.listChanged();
            LastSession.after(opened.depot()).remember(opened.home());
        } catch (BackupException failed) {
            LOG.log(System.Logger.Level.WARNING, failed.getMessage(), failed);
        }
    }

    private boolean isIdle() {
        return sessions.running().isEmpty();
    }

    @Override
    public IdleWork idleWork() {
        return parity;
    }

    @Override
    public StorageHealth health() throws BackupException {
        return health.look(cleanUp);
    }

    @Override
    public CleanUp cleanUp() {
        return cleanUp;
    }

    @Override
    public String name() {
        return opened.depot().vault().device();
    }

    @Override
    public String storage() {
        return opened.address();
    }

    @Override
    public CipherSuite cipher() {
        return opened.depot().vault().cipher();
    }

    @Override
    public Path home() {
        return opened.home().folder();
    }

    @Override
    public List<DataSource> sources() {
        return sources.all();
    }

    @Override
    public DataSource source(String id) throws BackupException {
        return sources.get(id);
    }

    @Override
    public Selection selection(String source) {
        return choices.selection(source);
    }

    @Override
    public void select(String source, Selection selection) throws BackupException {
        choices.select(source, selection);
    }

    @Override
    public List<Mask> filters() {
        return choices.filters();
    }

    @Override
    public void filter(List<Mask> masks) throws BackupException {
        choices.filter(masks);
    }

    @Override
    public List<String> advice() throws BackupException {
        return new Advice(choices, home().resolve(Home.HINTS)).of(sources.all());
    }

    @Override
    public Map<String, String> settings() {
        return choices.settings();
    }

    @Override
    public void set(String name, String value) throws BackupException {
        choices.set(name, value);
        KnownHomes.of(surroundings.platformHome()).note(opened.home(), choices);
        opened.log().level(choices.settings().get(Setting.LOG_LEVEL.word()));
        reports.settingsChanged();
    }

    @Override
    public String explain(String setting) {
        return choices.explain(setting);
    }

    @Override
    public Content count(String source, Selection selection, Progress progress) throws BackupException {
        return new SelectionSize(sources.usable(source), ownFolders(), progress)
                .of(selection.withMasks(choices.filters()));
    }

    private List<Path> ownFolders() {
        return OwnFolders.of(home(), storage(), surroundings.program());
    }

    @Override
    public Sessions sessions() {
        return sessions;
    }

    @Override
    public Plans plans() {
        return plans;
    }

    @Override
    public Reports reporting() {
        return reports;
    }

    @Override
    public Restores restores() {
        return restores;
    }

    @Override
    public String sourceId(String given) throws BackupException {
        return sources.get(given).id();
    }

    @Override
    public List<String> selectedSources() {
        return sources.all().stream().map(DataSource::id).filter(id -> !choices.selection(id).isEmpty()).toList();
    }

    @Override
    public void remove(List<SessionId> going) throws BackupException {
        cleanUp.remove(going, false);
    }

    @Override
    public void refused(String source, BackupException why) throws BackupException {
        sessions.refused(source, why);
    }

    @Override
    public void abort(String source, BackupException why) {
        sessions.abort(source, why);
    }

    @Override
    public void marked(SessionReport report) {
        sessions.marked(report);
    }

    @Override
    public boolean archives(DataSource source, Instant start) {
        return plans.archives(source.id(), start, sessions.reports());
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
                sessions.refused(source.id(), refusal.get());
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

    /** A storage that does not answer must not keep a session from starting: it tells that when it comes there. */
    @Override
    public void meetOthers() {
        Thread look = Thread.ofVirtual().name("other homes").start(() -> {
            try {
                attendance.meetOthers();
            } catch (BackupException later) {
                LOG.log(System.Logger.Level.DEBUG, later.getMessage(), later);
            }
        });
        try {
            if (!look.join(MOST_FOR_OTHERS)) {
                LOG.log(System.Logger.Level.INFO, Messages.text("others.slow"));
            }
        } catch (InterruptedException inAHurry) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public BackupTask backup(SessionReport begun, DataSource source) throws BackupException {
        return new BackupTask(begun, source, choices.effective(source.id()), ownFolders(), scratch(begun),
                Doubt.in(opened.home()), choices.engine(),
                new Aids(choices.aids(), Optional.of(memory(Home.SOURCES).of(source)),
                        Optional.of(memory(Home.HINTS).of(source)), choices.number(Setting.FULL_SCAN_DAYS),
                        choices::forbid));
    }

    private SourceMemory memory(String folder) {
        return new SourceMemory(home().resolve(folder));
    }

    @Override
    public RestoreTask restore(SessionReport begun, SessionReport from, RecoveryPlan plan, DataSource source)
            throws BackupException {
        return new RestoreTask(begun, from, plan, source, scratch(begun), undos.begin(begun, plan, source),
                choices.number(Setting.RESTORE_THREADS));
    }

    @Override
    public VerifyTask verify(SessionReport begun, VerifyPlan plan) {
        return new VerifyTask(begun, plan, opened.home(), parity.groups());
    }

    @Override
    public Optional<StorageTransport> copy(RepairPlan plan) throws BackupException {
        return plan.copy().isEmpty() ? Optional.empty() : Optional.of(copies.open(plan.copy().get(), opened.depot()));
    }

    @Override
    public RepairTask repair(SessionReport begun, RepairPlan plan, Optional<StorageTransport> copy)
            throws BackupException {
        List<Path> own = OwnFolders.of(home(), storage(), surroundings.program());
        List<Origin> origins = sources.all().stream().filter(source -> source.availability().here())
                .map(source -> new Origin(source, choices.effective(source.id()), own)).toList();
        return new RepairTask(begun, plan.apply(), copy, parity.groups(), parity.scheme(), origins,
                choices.engine(), scratch(begun), opened.home());
    }

    private Path scratch(SessionReport begun) throws BackupException {
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
                LastSession.after(opened.depot()).remember(opened.home());
            }
        } catch (IOException | BackupException failed) {
            LOG.log(System.Logger.Level.WARNING,
                    Messages.text("session.tidy", last.id().toString(), failed.getMessage()), failed);
        }
    }

    /** This is done once the device is closed. */
    void whenClosed(Runnable step) {
        afterClose.add(step);
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            plans.close();
            cleanUp.close();
            parity.close();
            sessions.close();
            reports.close();
            history.close();
            opened.close();
            afterClose.forEach(Runnable::run);
        }
    }
}
