package org.backupmanager.engine.internal.report;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.health.DeviceHealth;
import org.backupmanager.engine.internal.home.Home;
import org.backupmanager.engine.internal.home.Setting;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.Trouble;
import org.backupmanager.plan.RetentionPolicy;
import org.backupmanager.recovery.StorageHealth.Parity;
import org.backupmanager.report.Reports;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.session.Session;
import org.backupmanager.session.SessionListener;

/** The reports of a device; their files are written as each session ends, before anybody who waits for it goes on. */
public final class DeviceReports implements Reports, SessionListener, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(DeviceReports.class.getName());
    private static final String STATUS = "StatusReport.xml";
    private static final String SESSIONS = "SessionReport.xml";

    private final Device device;
    private final Home home;
    private final MailPost post;
    private final MailPost restores;
    /** For those who are told of restores only, too. */
    private final List<Mailer> mailers;
    private final MetricsServer metrics;
    private final EventLog events;
    private final DeviceHealth health;
    private final Machine machine;
    private final InstantSource clock;
    /** Held while files are written: sessions that end at once write them one after the other. */
    private final ReentrantLock writing = new ReentrantLock();

    /**
     * @param device that is told about
     * @param home where files go
     * @param health of its storage
     * @param machine that the device is on
     * @param reporting what comes from outside
     * @param clock that dates reports
     */
    public DeviceReports(Device device, Home home, DeviceHealth health, Machine machine, Reporting reporting,
            InstantSource clock) {
        this.device = device;
        this.home = home;
        this.health = health;
        this.machine = machine;
        this.clock = clock;
        this.post = new MailPost(device, home, machine, clock, reporting.transports(), false);
        this.restores = new MailPost(device, home, machine, clock, reporting.transports(), true);
        this.mailers = List.of(new Mailer(new Outbox(home), post::settings, post, clock, machine),
                new Mailer(new Outbox(home, Outbox.RESTORES), restores::settings, restores, clock, machine));
        this.events = new EventLog(home.folder(), clock);
        this.metrics = new MetricsServer(
                () -> Integer.parseInt(device.settings().get(Setting.METRICS_PORT.word())), this::metrics);
    }

    @Override
    public String status() throws BackupException {
        List<SessionReport> reports = device.sessions().reports();
        List<Standing> standings = Standing.of(device, reports);
        Map<String, RetentionPolicy> policies = device.plans().retention().policies();
        var facts = new StatusXml.Facts(device.name(), standings,
                source -> policies.getOrDefault(source, RetentionPolicy.EVERYTHING), health.stored().bytes(),
                synchronisation(standings));
        return new StatusXml(facts, machine, clock.instant()).text();
    }

    /** Of what the newest backups found; nothing that is shown as completed is owed to the storage. */
    private String synchronisation(List<Standing> standings) {
        List<Session.Snapshot> running = device.sessions().running().stream()
                .filter(session -> session.report().type() == SessionReport.Type.BACKUP)
                .map(Session::progress).toList();
        if (!running.isEmpty()) {
            long done = running.stream().mapToLong(Session.Snapshot::bytesDone).sum();
            long expected = running.stream().mapToLong(Session.Snapshot::bytesExpected).sum();
            return (expected == 0 ? 0 : Math.min(99, 100 * done / expected)) + "%";
        }
        boolean failed = standings.stream().flatMap(standing -> standing.lastEnded().stream())
                .anyMatch(report -> report.state() == State.FAILED || report.state() == State.OVER_QUOTA);
        return failed ? "Failed" : "Synchronized";
    }

    @Override
    public String sessions() throws BackupException {
        Instant now = clock.instant();
        return new SessionXml(device.sessions().reports(),
                (report, limit) -> device.sessions().troubles(report.id(), limit), now).text();
    }

    @Override
    public void started(Session session) {
        events.started(session.report());
    }

    @Override
    public void changed(Session session, Session.Stage stage) {
        events.changed(session, stage);
    }

    @Override
    public void ended(SessionReport report) {
        writing.lock();
        try {
            write(STATUS, this::status);
            write(SESSIONS, this::sessions);
        } finally {
            writing.unlock();
        }
        events.ended(report, troubles(report));
        mailers.forEach(mailer -> mailer.ended(report));
    }

    /** The making of parity has begun, goes on, or has ended. */
    public void parityChanged(Parity parity) {
        events.parity(parity);
    }

    private List<Trouble> troubles(SessionReport report) {
        try {
            return SessionXml.mayHaveTroubles(report)
                    ? device.sessions().troubles(report.id(), EventLog.MOST_ERRORS) : List.of();
        } catch (BackupException failed) {
            LOG.log(System.Logger.Level.WARNING, failed.getMessage(), failed);
            return List.of();
        }
    }

    @Override
    public void publish() {
        mailers.forEach(Mailer::publish);
        metrics.publish();
    }

    /** Settings may have changed. */
    public void settingsChanged() {
        metrics.follow();
        mailers.forEach(Mailer::settingsChanged);
    }

    @Override
    public String metrics() throws BackupException {
        List<SessionReport> reports = device.sessions().reports();
        return new MetricsText(device.name(), machine.version(), device.sessions().state(),
                Standing.of(device, reports), reports,
                new StorageMetrics(health.stored(), health.verified(), health.parity()), clock.instant()).text();
    }

    @Override
    public void sendTestMail() throws BackupException {
        boolean toOthers = !restores.settings().to().isEmpty();
        if (!toOthers || !post.settings().to().isEmpty()) {
            post.test();
        }
        if (toOthers) {
            restores.test();
        }
    }

    @Override
    public void keepMailPassword(String password) throws BackupException {
        if (password.isEmpty()) {
            home.delete(MailPost.PASSWORD);
        } else {
            home.writeText(MailPost.PASSWORD, password);
        }
        mailers.forEach(Mailer::settingsChanged);
    }

    @Override
    public boolean hasMailPassword() {
        return home.has(MailPost.PASSWORD);
    }

    /** Tells nothing any more. */
    @Override
    public void close() {
        metrics.close();
        mailers.forEach(Mailer::close);
    }

    /** A backup is worth more than the report of it. */
    private void write(String file, Text text) {
        try {
            home.writeReport(file, text.get());
        } catch (BackupException failed) {
            LOG.log(System.Logger.Level.WARNING, Messages.text("report.unwritten", file, failed.getMessage()), failed);
        }
    }

    /** The text of a report. */
    @FunctionalInterface
    private interface Text {
        String get() throws BackupException;
    }
}
