package org.backupmanager.engine.internal.session;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

import org.backupmanager.engine.internal.backup.BackupTask;
import org.backupmanager.engine.internal.backup.Made;
import org.backupmanager.engine.internal.backup.NamedSource;
import org.backupmanager.engine.internal.home.Doubt;
import org.backupmanager.engine.internal.home.EngineSettings;
import org.backupmanager.engine.internal.repair.RepairTask;
import org.backupmanager.engine.internal.restore.RestoreTask;
import org.backupmanager.engine.internal.run.RunProgress;
import org.backupmanager.engine.internal.run.TroubleLog;
import org.backupmanager.engine.internal.run.Turn;
import org.backupmanager.engine.internal.verify.VerifyTask;
import org.backupmanager.model.Code;
import org.backupmanager.model.ItemAttributes;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Selection;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.Trouble.Severity;
import org.backupmanager.recovery.RecoveryPlan;
import org.backupmanager.recovery.RepairPlan;
import org.backupmanager.recovery.VerifyPlan;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Session.Stage;
import org.backupmanager.session.Sessions.Found;
import org.backupmanager.session.Sessions.Node;
import org.backupmanager.session.Sessions.NodeVisitor;
import org.backupmanager.source.DataSource.Overlap;
import org.backupmanager.source.DataSource;
import org.backupmanager.source.Item;
import org.backupmanager.storage.StorageTransport;
import org.backupmanager.testkit.Await;
import org.backupmanager.testkit.MemoryRegister;

/**
 * Work whose steps a test takes: each session asks its gate until it is told how to end. Every session holds {@code /a}
 * and {@code /a/b}.
 */
public final class ScriptedWork implements SessionWork, SessionTasks {

    private final MemoryRegister register;
    private final Map<SessionId, RunProgress> working = new ConcurrentHashMap<>();
    private final Map<SessionId, Throwable> failures = new ConcurrentHashMap<>();
    private final Map<SessionId, CountDownLatch> scans = new ConcurrentHashMap<>();
    private final Map<SessionId, CountDownLatch> ends = new ConcurrentHashMap<>();
    private final Set<SessionId> tidied = ConcurrentHashMap.newKeySet();
    private final AtomicReference<Runnable> ended = new AtomicReference<>(() -> { });
    private final AtomicReference<Runnable> next = new AtomicReference<>(() -> { });

    ScriptedWork(MemoryRegister register) {
        this.register = register;
    }

    /** Lets the scan of a session be complete. */
    void scanned(SessionId session) {
        scan(session).countDown();
    }

    /** Lets a session end well. */
    void finish(SessionId session) {
        scanned(session);
        end(session).countDown();
    }

    /** Lets a session fail. */
    void fail(SessionId session, Throwable failure) {
        failures.put(session, failure);
        finish(session);
    }

    boolean isWorking(SessionId session) {
        return working.containsKey(session);
    }

    boolean isTidied(SessionId session) {
        return tidied.contains(session);
    }

    private CountDownLatch scan(SessionId session) {
        return scans.computeIfAbsent(session, _ -> new CountDownLatch(1));
    }

    private CountDownLatch end(SessionId session) {
        return ends.computeIfAbsent(session, _ -> new CountDownLatch(1));
    }

    @Override
    public SessionReport backup(BackupTask task, RunProgress progress, TroubleLog troubles, Turn turn)
            throws BackupException, InterruptedException {
        progress.stage(Stage.SCANNING);
        progress.selected(100);
        if (task.source().id().equals("Faulty")) {
            troubles.add(ItemPath.parse("/x"), Code.ITEM_UNREADABLE, Severity.ERROR, "a test");
        }
        working.put(task.begun().id(), progress);
        await(scan(task.begun().id()), progress);
        progress.stage(Stage.WAITING);
        turn.scanned();
        progress.stage(Stage.PROCESSING);
        if (task.source().id().equals("FailsAfterCommit")) {
            register.commit(task.begun().ended(State.COMPLETED, Made.START), new byte[] {1});
        }
        SessionReport last = work(task.begun(), progress);
        register.commit(last, new byte[] {1});
        return last;
    }

    @Override
    public SessionReport restore(RestoreTask task, RunProgress progress, TroubleLog troubles) throws BackupException {
        progress.stage(Stage.PROCESSING);
        return work(task.begun(), progress);
    }

    @Override
    public SessionReport verify(VerifyTask task, RunProgress progress, TroubleLog troubles) throws BackupException {
        progress.stage(Stage.PROCESSING);
        return work(task.begun(), progress);
    }

    @Override
    public SessionReport repair(RepairTask task, RunProgress progress, TroubleLog troubles) throws BackupException {
        progress.stage(Stage.PROCESSING);
        return work(task.begun(), progress);
    }

    private SessionReport work(SessionReport begun, RunProgress progress) throws BackupException {
        working.put(begun.id(), progress);
        await(end(begun.id()), progress);
        switch (failures.get(begun.id())) {
            case BackupException told -> throw told;
            case RuntimeException bug -> throw bug;
            case null, default -> progress.checkCancelled();
        }
        return begun.with(progress.totals()).ended(State.COMPLETED, Made.START);
    }

    private static void await(CountDownLatch wanted, RunProgress progress) throws BackupException {
        while (wanted.getCount() > 0) {
            progress.checkCancelled();
            Thread.onSpinWait();
        }
    }

    /** Waits until the session does what it was started for. */
    void awaitWorking(SessionId session) {
        Await.until("session " + session + " is at work", () -> isWorking(session));
    }

    @Override
    public List<Node> children(SessionId session, ItemPath folder) {
        return List.of();
    }

    @Override
    public List<Found> search(String source, List<SessionReport> sessions, String pattern, int limit) {
        return List.of();
    }

    @Override
    public void walk(SessionId session, ItemPath from, NodeVisitor visitor) throws BackupException {
        for (String path : List.of("/", "/a", "/a/b")) {
            var item = new Item(ItemPath.parse(path), ItemAttributes.folder(Made.START));
            if (item.path().startsWith(from) && !visitor.visit(new Node(item, 0))) {
                return;
            }
        }
    }

    @Override
    public List<DataSource> toBackUp(Set<String> ids) throws BackupException {
        List<DataSource> chosen = new ArrayList<>();
        for (String id : ids) {
            chosen.add(usable(id));
        }
        return chosen;
    }

    @Override
    public DataSource usable(String id) throws BackupException {
        if (id.equals("None")) {
            throw new BackupException(Code.SOURCE_UNAVAILABLE, id, "it is not installed");
        }
        return new NamedSource(id, id.contains("Snapshot") ? Overlap.SKIPS : Overlap.MERGES);
    }

    @Override
    public boolean archives(DataSource source, Instant start) {
        return source.id().startsWith("Archived");
    }

    @Override
    public BackupTask backup(SessionReport begun, DataSource source) {
        return new BackupTask(begun, source, Selection.NONE, List.of(), Path.of("."), Doubt.NONE,
                EngineSettings.DEFAULT);
    }

    @Override
    public RestoreTask restore(SessionReport begun, SessionReport from, RecoveryPlan plan, DataSource source) {
        return new RestoreTask(begun, from, plan, source, Path.of("."));
    }

    /** Something happens once, when the next session that starts looks for other homes. */
    void whenOthersAreMet(Runnable meeting) {
        next.set(meeting);
    }

    @Override
    public void meetOthers() {
        next.getAndSet(() -> { }).run();
    }

    @Override
    public VerifyTask verify(SessionReport begun, VerifyPlan plan) {
        return new VerifyTask(begun, plan, null, null);
    }

    @Override
    public Optional<StorageTransport> copy(RepairPlan plan) {
        return Optional.empty();
    }

    @Override
    public RepairTask repair(SessionReport begun, RepairPlan plan, Optional<StorageTransport> copy) {
        return new RepairTask(begun, plan.apply(), copy, null, Optional.empty(), List.of(), EngineSettings.DEFAULT,
                Path.of("."), null);
    }

    /** Something happens once, when the next session has ended and everybody still sees it. */
    void whenOneHasEnded(Runnable end) {
        ended.set(end);
    }

    @Override
    public void finished(SessionReport last) {
        ended.getAndSet(() -> { }).run();
        tidied.add(last.id());
    }
}
