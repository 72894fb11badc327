package org.backupmanager.engine.internal.plan;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import org.backupmanager.engine.internal.home.Home;
import org.backupmanager.engine.internal.limits.Throttle;
import org.backupmanager.engine.internal.session.Around;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.plan.Archiving;
import org.backupmanager.plan.ContinuousRestores;
import org.backupmanager.plan.Bandwidth;
import org.backupmanager.plan.Plans;
import org.backupmanager.plan.Retention;
import org.backupmanager.plan.Schedule;
import org.backupmanager.plan.Schedules;
import org.backupmanager.plan.Script;
import org.backupmanager.plan.Scripts;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.SessionListener;
import org.backupmanager.session.Sessions;

/** All that a device does by itself, put together. */
public final class DevicePlans implements Plans, AutoCloseable {

    private static final String OUTPUT = "script-output";

    private final Scheduler scheduler;
    private final ScheduleBook schedules;
    private final ScriptBook scripts;
    private final ArchivingBook archiving;
    private final RetentionBook retention;
    private final RetentionRunner retentionRunner;
    private final SessionScripts sessionScripts;
    private final BandwidthWatch watch;
    private final BandwidthBook bandwidth;
    private final InstantSource clock;
    private final ContinuousBook continuous;
    private volatile Optional<ContinuousRunner> continuing = Optional.empty();

    /**
     * Reads the plans of a home.
     *
     * @param home that keeps them
     * @param depot that keeps marks of sessions
     * @param device that they are about
     * @param process that they run in
     * @param throttle that keeps its storage to the limits of speed, which it has
     * @throws BackupException {@code HOME_FAILED} where a file cannot be read or makes no sense
     */
    public DevicePlans(Home home, Depot depot, Context device, Host process, Throttle throttle)
            throws BackupException {
        clock = process.clock();
        Supplier<ZoneId> zone = ZoneId::systemDefault;
        PlanNames.Known known = device::sourceId;
        Book<Schedule> plans = Book.in(home, new ScheduleForm(), clock);
        var runs = new ScriptRuns(home.folder().resolve(OUTPUT));
        scripts = new ScriptBook(home, Book.in(home, new ScriptForm(home), clock), runs,
                () -> used(plans.all().values()), process.user());
        var planned = new PlannedRuns(device, plans::all, OpenRuns.in(home), clock);
        scheduler = new Scheduler(plans::entries, Firings.in(home), planned, clock, zone);
        continuous = new ContinuousBook(Book.in(home, new ContinuousForm(), clock), known, home.continuous());
        schedules = new ScheduleBook(plans, scripts, known, scheduler, clock, zone,
                () -> continuing.ifPresent(ContinuousRunner::begin));
        sessionScripts = new SessionScripts(planned, scripts, runs,
                new ScriptProcess(process.system(), process.environment(), clock), facts(home.folder(), depot));
        Marks marks = Marks.in(home, depot, clock, process.chance(), device::marked);
        archiving = new ArchivingBook(Book.in(home, new ArchivingForm(), clock), marks, known, clock, zone);
        retention = RetentionBook.in(home, marks, device, zone);
        retentionRunner = new RetentionRunner(retention);
        watch = new BandwidthWatch(throttle, device, clock, zone);
        bandwidth = new BandwidthBook(home, throttle, known, watch::wake);
        watch.wake();
    }

    private static Set<Integer> used(Collection<Schedule> schedules) {
        Set<Integer> used = new HashSet<>();
        schedules.forEach(schedule -> used.addAll(List.of(schedule.before(), schedule.after())));
        return used;
    }

    private static Map<String, String> facts(Path home, Depot depot) {
        return Map.of("BACKUP_MANAGER_DEVICE", depot.vault().device(), "BACKUP_MANAGER_HOME", home.toString());
    }

    /** What is done before and after each backup. */
    public Around around() {
        return new ScriptsAround(sessionScripts, clock);
    }

    /** Have to hear of the sessions of the device. */
    public List<SessionListener> listeners() {
        return List.of(sessionScripts, retentionRunner);
    }

    /** Whether a backup of that source is to be archived if it starts then, after these sessions. */
    public boolean archives(String source, Instant start, Collection<SessionReport> sessions) {
        return archiving.archives(source, start, sessions);
    }

    @Override
    public Schedules schedules() {
        return schedules;
    }

    @Override
    public Scripts scripts() {
        return scripts;
    }

    @Override
    public Archiving archiving() {
        return archiving;
    }

    @Override
    public ContinuousRestores continuous() {
        return continuous;
    }

    /** Continuous restores are run by this from now on, once plans are obeyed; it has to hear of sessions. */
    public SessionListener continuing(ContinuousRunner.Restoring device) {
        var runner = new ContinuousRunner(continuous, device);
        continuing = Optional.of(runner);
        return runner;
    }

    @Override
    public Retention retention() {
        return retention;
    }

    /** Sessions that a person holds, also where that was decided on another computer. */
    public Set<SessionId> held() throws BackupException {
        return retention.heldAnywhere();
    }

    @Override
    public Bandwidth bandwidth() {
        return bandwidth;
    }

    /** Why a backup of that source is not to start now, if it is not. */
    public Optional<BackupException> refusal(String source) {
        return watch.refusal(source);
    }

    /** Starts nothing any more. */
    @Override
    public void close() {
        watch.close();
        scheduler.close();
        continuing.ifPresent(ContinuousRunner::close);
        retentionRunner.close();
    }

    /** The device that plans are about. */
    public interface Context {

        /** Its sessions; asked for when they are needed. */
        Sessions sessions();

        /** The id of a data source as it has it; {@code SOURCE_UNAVAILABLE} where there is none. */
        String sourceId(String given) throws BackupException;

        /** Ids of the data sources that have a selection. */
        List<String> selectedSources();

        /** Takes these sessions to quarantine; all of them, or none where one has to stay. */
        void remove(List<SessionId> sessions) throws BackupException;

        /** A backup that was to start by itself could not. */
        void refused(String source, BackupException why) throws BackupException;

        /** Asks backups of a data source to end, but for those that archive, and says why they do. */
        void abort(String source, BackupException why);

        /** A session that has ended was marked. */
        void marked(SessionReport report);
    }

    /**
     * The process that plans run in.
     *
     * @param clock that dates everything
     * @param chance for sealing
     * @param system name of the operating system
     * @param environment of the process
     * @param user that it runs as
     */
    public record Host(InstantSource clock, SecureRandom chance, String system, Map<String, String> environment,
            String user) {
    }
}
