package org.backupmanager.itest.ui.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.SessionReport.Totals;
import org.backupmanager.model.SessionReport.Type;
import org.backupmanager.model.Trouble;
import org.backupmanager.recovery.RecoveryPlan;
import org.backupmanager.recovery.RepairPlan;
import org.backupmanager.recovery.VerifyPlan;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Session.Stage;
import org.backupmanager.session.Session;
import org.backupmanager.session.SessionListener;
import org.backupmanager.session.Sessions;

/** Four weeks of sessions. */
final class DemoSessions implements Sessions {

    private static final int DAYS = 28;
    private final InstantSource clock = InstantSource.system();
    private final List<SessionReport> past = new CopyOnWriteArrayList<>();
    private final List<DemoSession> running = new CopyOnWriteArrayList<>();
    private final List<SessionListener> listeners = new CopyOnWriteArrayList<>();

    DemoSessions(DemoDevice.Story story) {
        if (story == DemoDevice.Story.EMPTY) {
            return;
        }
        Random chance = new Random(7);
        Instant now = clock.instant();
        for (int day = DAYS; day >= 0; day--) {
            for (int hour : new int[] { 20, 8 }) {
                Instant start = now.minus(Duration.ofMinutes(12)).minus(Duration.ofHours(24L * day + hour - 8L));
                if (chance.nextInt(10) > 0) {
                    past.addFirst(report(start, chance, past.size() + 1, day, story));
                }
            }
        }
        if (story == DemoDevice.Story.RUNNING) {
            past.addFirst(skipped(now.minusSeconds(60)));
            begin("FileSystem", Type.BACKUP, 90, Stage.PROCESSING);
            begin("MySql", Type.BACKUP, 90, Stage.WAITING);
        }
    }

    private static SessionReport report(Instant start, Random chance, long id, int day, DemoDevice.Story story) {
        boolean restore = day == 9;
        long errors = day == 5 || day == 16 || day == 0 && story == DemoDevice.Story.ERRORS ? 2 + chance.nextInt(3) : 0;
        State state = day == 12 ? State.FAILED : day == 20 ? State.ABORTED
                : errors > 0 ? State.COMPLETED_WITH_ERRORS : State.COMPLETED;
        long selected = 38_400_000_000L - day * 61_000_000L;
        long changed = 180_000_000L + chance.nextInt(1_900_000_000);
        Totals totals = restore ? new Totals(1_204, 3_100_000_000L, 1_204, 3_100_000_000L, 1_240_000_000L, 0, 0)
                : new Totals(128_040 - day * 83L, selected, 900 + chance.nextInt(4000), changed,
                        (long) (changed * 0.38), errors, chance.nextInt(40));
        return new SessionReport(new SessionId(id), "FileSystem", restore ? Type.RESTORE : Type.BACKUP, state,
                day == 21, start, Optional.of(start.plusSeconds(40 + chance.nextInt(300))), totals);
    }

    private SessionReport skipped(Instant start) {
        return new SessionReport(new SessionId(past.size() + 1L), "MySql", Type.BACKUP, State.SKIPPED, false, start,
                Optional.of(start), new Totals(0, 0, 0, 0, 0, 1, 0));
    }

    private DemoSession begin(Type type, double seconds) {
        return begin("FileSystem", type, seconds, Stage.PROCESSING);
    }

    private DemoSession begin(String source, Type type, double seconds, Stage stage) {
        SessionReport begun = new SessionReport(new SessionId(past.size() + running.size() + 1L), source, type,
                State.IN_PROCESS, false, clock.instant(), Optional.empty(), Totals.NONE);
        DemoSession session = new DemoSession(begun, seconds, clock, () -> standing(begun, stage));
        running.add(session);
        listeners.forEach(listener -> listener.started(session));
        return session;
    }

    /** A restore holds the backups. */
    private Stage standing(SessionReport session, Stage stage) {
        boolean held = session.type() == Type.BACKUP && running.stream()
                .anyMatch(other -> other.report().type() == Type.RESTORE);
        return held ? Stage.HELD : stage;
    }

    private void sweep() {
        for (DemoSession session : running) {
            if (session.isOver() && running.remove(session)) {
                past.addFirst(session.report());
                listeners.forEach(listener -> listener.ended(session.report()));
            }
        }
    }

    @Override
    public DeviceState state() {
        return running.isEmpty() ? DeviceState.IDLE : DeviceState.BACKUP;
    }

    @Override
    public List<Session> startBackup(List<String> sources) {
        return List.of(begin(Type.BACKUP, 60));
    }

    @Override
    public Session startRestore(RecoveryPlan plan) {
        return begin(Type.RESTORE, 8);
    }

    @Override
    public Session startVerify(VerifyPlan plan) {
        return begin(Type.VERIFY, 30);
    }

    @Override
    public Session startRepair(RepairPlan plan) {
        return begin(plan.apply() ? Type.REPAIR : Type.REPAIR_PLAN, 30);
    }

    @Override
    public void abortAll() {
        running.forEach(Session::cancel);
    }

    @Override
    public List<Session> running() {
        sweep();
        return List.copyOf(running);
    }

    @Override
    public List<SessionReport> reports() {
        sweep();
        List<SessionReport> all = new ArrayList<>(running.stream().map(Session::report).toList());
        all.addAll(past);
        return all;
    }

    @Override
    public Optional<SessionReport> find(RecoveryPlan plan) {
        return past.stream().findFirst();
    }

    @Override
    public List<Trouble> troubles(SessionId session, int limit) {
        boolean any = past.stream().anyMatch(r -> r.id().equals(session) && r.totals().errorCount() > 0);
        return !any ? List.of() : List.of(
                trouble("/etc/ssl/private/server.key", Code.ITEM_UNREADABLE, "Permission denied"),
                trouble("/home/ben/mail/.lock", Code.ITEM_UNREADABLE, "Permission denied"),
                trouble("/home/ann/.cache/tmp-4711", Code.ITEM_VANISHED),
                trouble("/var/log/syslog", Code.ITEM_CHANGED));
    }

    private Trouble trouble(String path, Code code, Object... arguments) {
        return new Trouble(clock.instant(), ItemPath.parse(path), code,
                code == Code.ITEM_CHANGED ? Trouble.Severity.WARNING : Trouble.Severity.ERROR, code.text(arguments));
    }

    @Override
    public List<Node> children(SessionId session, ItemPath folder) {
        return DemoTree.children(folder).stream().map(item -> new Node(item, item.attributes().size())).toList();
    }

    @Override
    public List<Found> search(String source, String pattern, int limit) {
        return List.of();
    }

    @Override
    public void walk(SessionId session, ItemPath from, NodeVisitor visitor) throws BackupException {
        if (from.depth() < 6) {
            for (Node node : children(session, from)) {
                if (!visitor.visit(node)) {
                    return;
                }
                if (!node.item().attributes().kind().hasContent()) {
                    walk(session, node.item().path(), visitor);
                }
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
}
