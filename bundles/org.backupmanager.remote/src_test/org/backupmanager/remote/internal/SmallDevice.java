package org.backupmanager.remote.internal;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

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
import org.backupmanager.recovery.StorageHealth.Damage;
import org.backupmanager.recovery.StorageHealth.Extent;
import org.backupmanager.recovery.StorageHealth.Loss;
import org.backupmanager.recovery.StorageHealth.Parity;
import org.backupmanager.recovery.StorageHealth.Quarantined;
import org.backupmanager.recovery.StorageHealth.Stretch;
import org.backupmanager.recovery.StorageHealth.Verified;
import org.backupmanager.recovery.VerifyPlan;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.CleanUp;
import org.backupmanager.session.Device;
import org.backupmanager.session.Progress;
import org.backupmanager.session.Session;
import org.backupmanager.session.SessionListener;
import org.backupmanager.session.Sessions;
import org.backupmanager.source.DataSource;
import org.backupmanager.source.Item;
import org.backupmanager.testkit.FakeSource;

/** A device that keeps what it is given and runs one session until it is told to end. */
class SmallDevice implements Device, Sessions, Session {

    static final Instant START = Instant.parse("2026-11-21T13:05:00.123456789Z");
    static final int NODES = 5_000;

    final FakeSource files = new FakeSource();
    final List<SessionListener> listeners = new CopyOnWriteArrayList<>();
    final List<RecoveryPlan> plans = new CopyOnWriteArrayList<>();
    final Map<String, Selection> selections = new LinkedHashMap<>();
    final CountDownLatch end = new CountDownLatch(1);
    final CountDownLatch waited = new CountDownLatch(1);
    final CountDownLatch cancelled = new CountDownLatch(1);
    volatile int asked;
    volatile int visited;
    volatile boolean closed;
    volatile boolean runs;
    private volatile List<Mask> masks = List.of();

    @Override
    public String name() {
        return "small";
    }

    @Override
    public String storage() {
        return "/mnt/backup";
    }

    @Override
    public CipherSuite cipher() {
        return CipherSuite.BLOWFISH_448;
    }

    @Override
    public Path home() {
        return Path.of("/var/lib/backup-manager");
    }

    @Override
    public List<DataSource> sources() {
        asked++;
        return List.of(files);
    }

    @Override
    public DataSource source(String id) throws BackupException {
        asked++;
        if (!id.equals(files.id())) {
            throw new BackupException(Code.SOURCE_UNAVAILABLE, id, "there is no such data source");
        }
        return files;
    }

    @Override
    public Selection selection(String source) {
        return selections.getOrDefault(source, Selection.NONE);
    }

    @Override
    public void select(String source, Selection selection) {
        selections.put(source, selection);
    }

    @Override
    public List<Mask> filters() {
        return masks;
    }

    @Override
    public void filter(List<Mask> others) {
        masks = others;
    }

    @Override
    public Map<String, String> settings() {
        return new LinkedHashMap<>(Map.of("Connections", "2"));
    }

    @Override
    public void set(String name, String value) throws BackupException {
        throw new IllegalStateException("a fault of the program");
    }

    @Override
    public Content count(String source, Selection selection, Progress progress) throws BackupException {
        progress.expect(Progress.Work.ITEMS, 7);
        progress.done(Progress.Work.ITEMS, 3);
        progress.done(Progress.Work.BYTES, 4096);
        progress.note("half way");
        return new Content(3, 4096);
    }

    @Override
    public StorageHealth health() {
        Instant then = Instant.parse("2026-11-23T06:00:00Z");
        var loss = new Loss(files.id(), ItemPath.parse("/a"), List.of(new Stretch(new SessionId(1), new SessionId(3))));
        return new StorageHealth(new Extent(44, 700),
                new Verified(new Extent(43, 690), new Extent(40, 600), Optional.of(then), Optional.of(report()), true),
                List.of(new Damage("small/cabinets/ab", true, false, List.of(loss))),
                new Parity("20+2", Parity.State.WORKING, 20, 24, 1, 1, 0, 1, "It is full.", Optional.of(then)),
                List.of(new Quarantined(Optional.empty(), new Extent(1, 10), then, 7)));
    }

    @Override
    public CleanUp cleanUp() {
        throw new UnsupportedOperationException("nothing is removed here");
    }

    @Override
    public Sessions sessions() {
        return this;
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public DeviceState state() {
        return runs ? DeviceState.BACKUP : DeviceState.IDLE;
    }

    @Override
    public List<Session> startBackup(List<String> sources) {
        runs = true;
        listeners.forEach(listener -> listener.started(this));
        return List.of(this);
    }

    void finish() {
        runs = false;
        listeners.forEach(listener -> listener.ended(report()));
        end.countDown();
    }

    @Override
    public Session startRestore(RecoveryPlan plan) {
        plans.add(plan);
        return this;
    }

    @Override
    public Session startVerify(VerifyPlan plan) {
        return this;
    }

    @Override
    public Session startRepair(RepairPlan plan) {
        return this;
    }

    @Override
    public void abortAll() {
        cancel();
    }

    @Override
    public List<Session> running() {
        return runs ? List.of(this) : List.of();
    }

    @Override
    public List<SessionReport> reports() {
        return List.of(report());
    }

    @Override
    public Optional<SessionReport> find(RecoveryPlan plan) {
        return plan.source().equals(files.id()) ? Optional.of(report()) : Optional.empty();
    }

    @Override
    public List<Trouble> troubles(SessionId session, int limit) {
        return List.of(new Trouble(START, ItemPath.of(new byte[] {'a', (byte) 0xff}), Code.ITEM_VANISHED,
                Trouble.Severity.WARNING, "gone \u00fc"));
    }

    @Override
    public List<Node> children(SessionId session, ItemPath folder) {
        return nodes().subList(0, 10);
    }

    @Override
    public List<Found> search(String source, String pattern, int limit) {
        return List.of();
    }

    static List<Node> nodes() {
        var nodes = new ArrayList<Node>();
        for (int i = 0; i < NODES; i++) {
            nodes.add(new Node(new Item(ItemPath.ROOT.child(String.format("%05d", i)),
                    ItemAttributes.content(i, START.plusNanos(i))), i));
        }
        return nodes;
    }

    @Override
    public void walk(SessionId session, ItemPath from, NodeVisitor visitor) throws BackupException {
        for (Node node : nodes()) {
            visited++;
            if (!visitor.visit(node)) {
                return;
            }
        }
    }

    @Override
    public void addListener(SessionListener listener) {
        listeners.add(listener);
    }

    @Override
    public void removeListener(SessionListener listener) {
        listeners.remove(listener);
    }

    @Override
    public SessionReport report() {
        return new SessionReport(new SessionId(4), files.id(), Type.BACKUP,
                runs ? State.IN_PROCESS : State.COMPLETED, true, START,
                runs ? Optional.empty() : Optional.of(START.plusSeconds(9)),
                new Totals(1, 2, 3, 4, 5, 6, Long.MAX_VALUE));
    }

    @Override
    public Snapshot progress() {
        return new Snapshot(Stage.PROCESSING, 1, 2, 3, 4, 5, "/etc");
    }

    @Override
    public void cancel() {
        cancelled.countDown();
    }

    @Override
    public SessionReport await() throws InterruptedException {
        try {
            end.await();
            return report();
        } catch (InterruptedException stopped) {
            waited.countDown();
            throw stopped;
        }
    }
}
