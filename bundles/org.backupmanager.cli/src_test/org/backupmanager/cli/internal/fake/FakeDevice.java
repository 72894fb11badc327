package org.backupmanager.cli.internal.fake;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.backupmanager.model.CipherSuite;
import org.backupmanager.model.Code;
import org.backupmanager.model.ItemAttributes;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Mask;
import org.backupmanager.model.Selection;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.SessionReport.Totals;
import org.backupmanager.model.SessionReport.Type;
import org.backupmanager.model.Trouble;
import org.backupmanager.recovery.RecoveryPlan;
import org.backupmanager.recovery.RepairPlan;
import org.backupmanager.recovery.StorageHealth;
import org.backupmanager.recovery.StorageHealth.Extent;
import org.backupmanager.recovery.StorageHealth.Parity;
import org.backupmanager.recovery.StorageHealth.Verified;
import org.backupmanager.recovery.VerifyPlan;
import org.backupmanager.recovery.RecoveryPlan.Moment;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.session.Progress;
import org.backupmanager.session.Session;
import org.backupmanager.session.SessionListener;
import org.backupmanager.session.Sessions;
import org.backupmanager.source.DataSource;
import org.backupmanager.source.Item;
import org.backupmanager.testkit.FakeSource;
import org.backupmanager.testkit.MemoryPlans;

/** A device whose sessions are what a test says they are. */
public final class FakeDevice implements Device, Sessions {

    public static final Instant START = Instant.parse("2026-11-21T13:05:00.5Z");

    private final Path home;
    private final FakeSource source = new FakeSource();
    private final Map<String, Selection> selections = new TreeMap<>();
    private final Map<String, String> settings = new TreeMap<>(Map.of("Language", "en", "Device", "laptop"));
    private final List<SessionReport> past = new ArrayList<>();
    private final List<FakeSession> running = new ArrayList<>();
    private final Map<SessionId, List<Trouble>> troubles = new TreeMap<>();
    private final Map<SessionId, List<ItemPath>> items = new TreeMap<>();
    private final List<RecoveryPlan> plans = new ArrayList<>();
    private final List<VerifyPlan> verifyPlans = new ArrayList<>();
    private final List<RepairPlan> repairPlans = new ArrayList<>();
    private final FakeCleanUp cleanUp = new FakeCleanUp();
    private StorageHealth health = new StorageHealth(new Extent(44, 712_000_000),
            new Verified(new Extent(44, 712_000_000), new Extent(0, 0), Optional.empty(), Optional.empty(), false),
            List.of(),
            new Parity("20+2", Parity.State.COMPLETE, 40, 4, 2, 0, 0, 0, "", Optional.empty()), List.of());
    private List<Mask> masks = List.of();
    private Consumer<FakeSession> whenStarted = session -> session.end(State.COMPLETED, Totals.NONE,
            START.plusSeconds(3));
    private final MemoryPlans planned = new MemoryPlans(() -> START, Lab.ZONE, this::reports, this::replace);
    private final FakeReports reporting = new FakeReports();
    private final FakeRestores restores = new FakeRestores(restore -> start(Type.RESTORE));
    private boolean closed;

    public FakeDevice(Path home) {
        this.home = home;
    }

    /** Adds a session that has ended, newer than all before. */
    public SessionReport past(Type type, State state, Totals totals, String... paths) {
        var report = new SessionReport(new SessionId(past.size() + 1L), source.id(), type, state, false,
                START.plusSeconds(3600L * past.size()), Optional.of(START.plusSeconds(3600L * past.size() + 60)),
                        totals);
        past.add(report);
        items.put(report.id(), List.of(paths).stream().map(ItemPath::parse).sorted().toList());
        return report;
    }

    /** Marks a session as archived. */
    public void archive(SessionReport report) {
        replace(report.archived(true));
    }

    private void replace(SessionReport report) {
        past.replaceAll(old -> old.id().equals(report.id()) ? report : old);
    }

    @Override
    public MemoryPlans plans() {
        return planned;
    }

    /** Adds trouble to a session. */
    public void trouble(SessionReport report, Trouble trouble) {
        troubles.computeIfAbsent(report.id(), id -> new ArrayList<>()).add(trouble);
    }

    /** What sessions do once they have started. */
    public void whenStarted(Consumer<FakeSession> action) {
        whenStarted = action;
    }

    /** The plans that were repaired by. */
    public List<RepairPlan> repairPlans() {
        return repairPlans;
    }

    /** The plans that were verified. */
    public List<VerifyPlan> verifyPlans() {
        return verifyPlans;
    }

    /** The plans that were restored. */
    public List<RecoveryPlan> restored() {
        return plans;
    }

    public FakeSource fakeSource() {
        return source;
    }

    public boolean isClosed() {
        return closed;
    }

    void reopen() {
        closed = false;
    }

    @Override
    public String name() {
        return "laptop";
    }

    @Override
    public String storage() {
        return "/mnt/backup";
    }

    @Override
    public CipherSuite cipher() {
        return CipherSuite.AES_128;
    }

    @Override
    public Path home() {
        return home;
    }

    @Override
    public List<DataSource> sources() {
        return List.of(source);
    }

    @Override
    public DataSource source(String id) throws BackupException {
        if (!id.equals(source.id())) {
            throw new BackupException(Code.SOURCE_UNAVAILABLE, id, "there is no such data source");
        }
        return source;
    }

    @Override
    public Selection selection(String id) {
        return selections.getOrDefault(id, Selection.NONE);
    }

    @Override
    public void select(String id, Selection selection) {
        selections.put(id, selection);
    }

    @Override
    public List<Mask> filters() {
        return masks;
    }

    @Override
    public void filter(List<Mask> others) {
        masks = List.copyOf(others);
    }

    @Override
    public Map<String, String> settings() {
        return settings;
    }

    @Override
    public void set(String name, String value) throws BackupException {
        if (!settings.containsKey(name)) {
            throw new BackupException(Code.BAD_ARGUMENT, name, "there is no such setting");
        }
        settings.put(name, value);
    }

    @Override
    public Content count(String id, Selection selection, Progress progress) {
        return new Content(1, 2048);
    }

    @Override
    public FakeCleanUp cleanUp() {
        return cleanUp;
    }

    @Override
    public FakeRestores restores() {
        return restores;
    }

    @Override
    public Sessions sessions() {
        return this;
    }

    @Override
    public StorageHealth health() {
        return health;
    }

    /** From now on its storage is as sound as this says. */
    public void health(StorageHealth next) {
        health = next;
    }

    @Override
    public FakeReports reporting() {
        return reporting;
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public DeviceState state() {
        return running().isEmpty() ? DeviceState.IDLE : DeviceState.BACKUP;
    }

    @Override
    public List<Session> startBackup(List<String> sources) throws BackupException {
        if (selection(source.id()).isEmpty()) {
            throw new BackupException(Code.NO_SELECTION);
        }
        return List.of(start(Type.BACKUP));
    }

    @Override
    public Session startRestore(RecoveryPlan plan) throws BackupException {
        if (find(plan).isEmpty()) {
            throw new BackupException(Code.NO_SESSION, plan.source());
        }
        plans.add(plan);
        return start(Type.RESTORE);
    }

    @Override
    public Session startVerify(VerifyPlan plan) {
        verifyPlans.add(plan);
        return start(Type.VERIFY);
    }

    @Override
    public Session startRepair(RepairPlan plan) {
        repairPlans.add(plan);
        return start(plan.apply() ? Type.REPAIR : Type.REPAIR_PLAN);
    }

    private FakeSession start(Type type) {
        var session = new FakeSession(new SessionReport(new SessionId(past.size() + running.size() + 1L),
                type.isUpkeep() ? SessionReport.ALL : source.id(), type,
                State.IN_PROCESS, false, START, Optional.empty(), Totals.NONE));
        running.add(session);
        whenStarted.accept(session);
        return session;
    }

    @Override
    public void abortAll() {
        running.forEach(FakeSession::cancel);
    }

    @Override
    public List<Session> running() {
        return running.stream().filter(session -> session.report().end().isEmpty()).map(Session.class::cast).toList();
    }

    @Override
    public List<SessionReport> reports() {
        var all = new ArrayList<>(past);
        running.forEach(session -> all.add(session.report()));
        return all.reversed();
    }

    @Override
    public Optional<SessionReport> find(RecoveryPlan plan) {
        return reports().stream().filter(report -> report.state().isRestorable())
                .filter(report -> !(plan.moment() instanceof Moment.Of(SessionId id))
                        || report.id().equals(id)).findFirst();
    }

    @Override
    public List<Trouble> troubles(SessionId session, int limit) {
        return troubles.getOrDefault(session, List.of()).stream().limit(limit).toList();
    }

    @Override
    public List<Node> children(SessionId session, ItemPath folder) {
        return items.get(session).stream().filter(path -> !path.isRoot() && path.parent().equals(folder))
                .map(path -> node(session, path)).toList();
    }

    /** Names that hold the pattern, each with one version in the newest session that has it. */
    @Override
    public List<Found> search(String source, String pattern, int limit) {
        var found = new TreeMap<ItemPath, Found>();
        for (SessionReport report : past) {
            for (ItemPath path : items.getOrDefault(report.id(), List.of())) {
                if (path.toString().contains(pattern)) {
                    Node node = node(report.id(), path);
                    var version = new Version(node.item().attributes().kind(), node.stored(), START, report, report, 1);
                    found.put(path, new Found(path, List.of(version)));
                }
            }
        }
        return found.values().stream().limit(limit).toList();
    }

    @Override
    public void walk(SessionId session, ItemPath from, NodeVisitor visitor) throws BackupException {
        for (ItemPath path : items.get(session)) {
            if (path.startsWith(from) && !visitor.visit(node(session, path))) {
                return;
            }
        }
    }

    private Node node(SessionId session, ItemPath path) {
        boolean folder = items.get(session).stream().anyMatch(other -> !other.equals(path) && other.startsWith(path));
        ItemAttributes file = ItemAttributes.content(2048, START);
        return new Node(new Item(path, folder ? ItemAttributes.folder(START) : file), folder ? 0 : 2048);
    }

    @Override
    public void addListener(SessionListener listener) {
        throw new UnsupportedOperationException("nobody listens to this device");
    }

    @Override
    public void removeListener(SessionListener listener) {
        throw new UnsupportedOperationException("nobody listens to this device");
    }

}
