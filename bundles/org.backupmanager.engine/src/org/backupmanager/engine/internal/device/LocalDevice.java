package org.backupmanager.engine.internal.device;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

import org.backupmanager.engine.internal.backup.SelectionSize;
import org.backupmanager.engine.internal.cleanup.DeviceCleanUp;
import org.backupmanager.engine.internal.cleanup.HomeAttendance;
import org.backupmanager.engine.internal.health.DeviceHealth;
import org.backupmanager.engine.internal.home.Choices;
import org.backupmanager.engine.internal.home.Home;
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
import org.backupmanager.engine.internal.report.DeviceReports;
import org.backupmanager.engine.internal.report.Reporting;
import org.backupmanager.engine.internal.session.Around;
import org.backupmanager.engine.internal.session.DeviceSessions;
import org.backupmanager.engine.internal.session.RunWork;
import org.backupmanager.engine.internal.search.History;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.model.CipherSuite;
import org.backupmanager.model.Mask;
import org.backupmanager.model.Selection;
import org.backupmanager.plan.Plans;
import org.backupmanager.recovery.StorageHealth;
import org.backupmanager.report.Reports;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.session.IdleWork;
import org.backupmanager.session.Progress;
import org.backupmanager.session.Restores;
import org.backupmanager.source.DataSource;

/** A device whose home this process holds. */
public final class LocalDevice implements Device {

    private static final System.Logger LOG = System.getLogger(LocalDevice.class.getName());

    private final OpenedHome opened;
    private final Choices choices;
    private final DataSources sources;
    private final Surroundings surroundings;
    private final DevicePlans plans;
    private final History history;
    private final ParityKeeper parity;
    private final DeviceTasks tasks;
    private final DeviceSessions sessions;
    private final DeviceCleanUp cleanUp;
    private final DeviceHealth health;
    private final DeviceReports reports;
    private final DeviceRestores restores;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final List<Runnable> afterClose = new CopyOnWriteArrayList<>();

    /**
     * @param parts what it is made of; closed with it
     * @param reporting what reports need from outside
     */
    LocalDevice(DeviceParts parts, Reporting reporting) throws BackupException {
        opened = parts.opened();
        choices = parts.choices();
        sources = parts.sources();
        surroundings = parts.surroundings();
        Home home = opened.home();
        InstantSource clock = surroundings.clock();
        HomeFile memory = new HomeFile(home, opened.depot(), choices.engine().connections(), this::listChanged);
        var attendance = new HomeAttendance(opened.depot(), memory, clock, surroundings.chance(),
                surroundings.computer());
        Depot depot = opened.depot().with(attendance);
        plans = new DevicePlans(home, depot, new PlannedDevice(sources, choices, this::sessions, this::cleanUp),
                surroundings.host(), opened.throttle());
        history = new History(home.search(), depot);
        parity = new ParityKeeper(new ParityGroups(depot, home, surroundings.chance()), new ParityNotes(home, clock),
                () -> ParityScheme.of(choices.settings().get(Setting.PARITY.word())), this::isIdle);
        var undos = new UndoSets(home.undo(), sources::get, () -> sessions().reports(), choices::settings, clock);
        tasks = new DeviceTasks(parts, plans, new OtherHomes(attendance), parity, undos, this::sessions);
        sessions = new DeviceSessions(depot.register(),
                new RunWork(depot, history, clock, surroundings.chance(), niced(plans.around())), tasks, clock);
        health = new DeviceHealth(depot, home, sessions::reports, parity);
        reports = new DeviceReports(this, home, health,
                reporting.machine(surroundings.computer(), surroundings.system()), reporting, clock);
        restores = new DeviceRestores(sessions, depot, undos, clock);
        cleanUp = new DeviceCleanUp(depot, attendance, new CleanUpChoices(choices, plans::held, this::listChanged),
                clock, surroundings.chance());
        parity.tell(reports::parityChanged);
        listen(new Continuing(depot, sessions, sources, memory, tasks::scratch, surroundings));
        Thread.ofVirtual().name("sources").start(() -> new SourceMemory(home.sources()).recover(sources.all()));
    }

    /** All that have to hear of sessions, in the order in which they hear. */
    private void listen(Continuing continuing) {
        plans.listeners().forEach(sessions::addListener);
        sessions.addListener(plans.continuing(continuing));
        sessions.addListener(reports);
        sessions.addListener(history.listener(sessions::restorable));
        sessions.addListener(parity);
    }

    private Around niced(Around around) {
        return new Niced(around, new Niceness(surroundings.system(), System.getProperty("os.arch", ""), LOG),
                () -> Niceness.Level.valueOf(choices.settings().get(Setting.NICENESS.word()).toUpperCase(Locale.ROOT)));
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
    public DeviceCleanUp cleanUp() {
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
        return new Advice(choices, opened.home().hints()).of(sources.all());
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
        return new SelectionSize(sources.usable(source), tasks.ownFolders(), progress)
                .of(selection.withMasks(choices.filters()));
    }

    @Override
    public DeviceSessions sessions() {
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
