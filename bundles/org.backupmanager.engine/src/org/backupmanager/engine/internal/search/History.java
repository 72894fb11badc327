package org.backupmanager.engine.internal.search;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.engine.internal.stored.RecordStore;
import org.backupmanager.engine.internal.stored.TreeReader;
import org.backupmanager.model.Code;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.pipeline.Content;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Session;
import org.backupmanager.session.SessionCancelledException;
import org.backupmanager.session.SessionListener;
import org.backupmanager.session.Sessions.Found;

/**
 * Searches the sessions of a device by path. What each session changed is kept in a {@link NameLog} for each data
 * source, a hundredth of what the register keeps, which is brought up to date from the trees of the sessions: after
 * each session, and before a search. Safe for use by many threads.
 */
public final class History implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(History.class.getName());

    private final Path folder;
    private final Depot depot;
    private final RecordStore records;
    private final TreeReader trees;
    private final Map<String, NameLog> logs = new HashMap<>();
    private final ExecutorService updates = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("history").factory());
    private final ReentrantLock lock = new ReentrantLock();
    private volatile boolean closing;

    /**
     * @param folder of the logs; they can be deleted at any time
     * @param depot of the device
     */
    public History(Path folder, Depot depot) {
        this.folder = folder;
        this.depot = depot;
        records = new RecordStore(depot);
        trees = new TreeReader(depot, records);
    }

    /** Reads single sessions; what is at hand stays so from one call to the next. */
    public TreeReader trees() {
        return trees;
    }

    /**
     * Takes in what each backup changed, when it has ended.
     *
     * @param restorable all backups of a source that can be restored
     */
    public SessionListener listener(Function<String, List<SessionReport>> restorable) {
        return new SessionListener() {
            @Override
            public void started(Session session) {
                // what it changes is known at its end
            }

            @Override
            public void ended(SessionReport report) {
                if (report.type() == SessionReport.Type.BACKUP && report.state().isRestorable()) {
                    update(report.source(), restorable.apply(report.source()));
                }
            }
        };
    }

    /**
     * As {@code Sessions.search}.
     *
     * @param sessions all of that source that can be restored
     */
    public List<Found> search(String source, List<SessionReport> sessions, String pattern, int limit)
            throws BackupException {
        PathPattern wanted = PathPattern.of(pattern);
        List<SessionReport> oldestFirst = oldestFirst(sessions);
        lock.lock();
        try {
            NameLog log = log(source);
            catchUp(log, oldestFirst);
            return read(log, new Finds(wanted, limit)).found(oldestFirst);
        } catch (BackupException damaged) {
            if (damaged.code() != Code.OBJECT_DAMAGED) {
                throw damaged;
            }
            LOG.log(System.Logger.Level.WARNING, Messages.text("search.again", damaged.getMessage()));
            NameLog log = log(source);
            log.clear();
            catchUp(log, oldestFirst);
            return read(log, new Finds(wanted, limit)).found(oldestFirst);
        } finally {
            lock.unlock();
        }
    }

    private static Finds read(NameLog log, Finds finds) throws BackupException {
        if (log.newest().isPresent()) {
            try (NameReader reader = log.reader()) {
                finds.run(reader);
            }
        }
        return finds;
    }

    /**
     * Takes in, beside all else, what sessions changed since the last time. Where that is much and the device is closed
     * meanwhile, the rest waits for the next time.
     *
     * @param sessions all of that source that can be restored
     */
    public void update(String source, List<SessionReport> sessions) {
        updates.execute(() -> updateNow(source, sessions));
    }

    private void updateNow(String source, List<SessionReport> sessions) {
        lock.lock();
        try {
            catchUp(log(source), oldestFirst(sessions));
        } catch (SessionCancelledException closing) {
            LOG.log(System.Logger.Level.DEBUG, "the rest waits for the next time");
        } catch (BackupException failure) {
            LOG.log(System.Logger.Level.WARNING, Messages.text("search.update", source, failure.getMessage()), failure);
        } finally {
            lock.unlock();
        }
    }

    private static List<SessionReport> oldestFirst(List<SessionReport> sessions) {
        return sessions.stream().sorted(Comparator.comparing(SessionReport::id)).toList();
    }

    private NameLog log(String source) throws BackupException {
        NameLog known = logs.get(source);
        if (known == null) {
            byte[] name = source.getBytes(StandardCharsets.UTF_8);
            byte[] vault = depot.vault().id();
            byte[] owner = ByteBuffer.allocate(vault.length + name.length).put(vault).put(name).array();
            known = new NameLog(folder.resolve(HexFormat.of().formatHex(name)), owner);
            logs.put(source, known);
        }
        return known;
    }

    private void catchUp(NameLog log, List<SessionReport> oldestFirst) throws BackupException {
        List<SessionId> all = oldestFirst.stream().map(SessionReport::id).toList();
        if (!fits(log, all)) {
            log.clear();
        }
        Optional<SessionId> newest = log.newest();
        List<SessionId> missing = newest.isEmpty() ? all
                : all.stream().filter(id -> id.compareTo(newest.get()) > 0).toList();
        boolean much = newest.isEmpty() || missing.size() > 1;
        Optional<Content> before = newest.isEmpty() || missing.isEmpty() ? Optional.empty() : tree(newest.get());
        for (SessionId session : missing) {
            Optional<Content> now = tree(session);
            try (NameWriter changes = log.append(session)) {
                if (now.isPresent()) {
                    new TreeChanges(records, changes, () -> checkOpen(much)).run(before, now.get());
                    before = now;
                }
                changes.finish();
            }
        }
    }

    private void checkOpen(boolean much) throws SessionCancelledException {
        if (closing && much) {
            throw new SessionCancelledException();
        }
    }

    /** Whether the log goes on from a session that can still be compared with, and has none left out. */
    private static boolean fits(NameLog log, List<SessionId> all) {
        Optional<SessionId> newest = log.newest();
        return newest.isEmpty() || all.contains(newest.get()) && log.sessions()
                .containsAll(all.stream().filter(id -> id.compareTo(newest.get()) <= 0).toList());
    }

    /** Empty where it cannot be read: then nothing is said about the session. */
    private Optional<Content> tree(SessionId session) throws BackupException {
        try {
            return TreeReader.tree(depot, session);
        } catch (BackupException damaged) {
            if (damaged.code() != Code.OBJECT_DAMAGED && damaged.code() != Code.FORMAT_UNKNOWN) {
                throw damaged;
            }
            LOG.log(System.Logger.Level.WARNING, damaged.getMessage(), damaged);
            return Optional.empty();
        }
    }

    /** Returns when nothing is read or written any more. */
    @Override
    public void close() {
        closing = true;
        updates.close();
    }
}
