package org.backupmanager.register.internal;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

import org.backupmanager.content.CabinetDirectory;
import org.backupmanager.content.CabinetId;
import org.backupmanager.content.SliceId;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.Trouble;
import org.backupmanager.register.BackupRegister;
import org.backupmanager.register.SliceLocation;
import org.backupmanager.session.BackupException;

/**
 * One open register. The database decides what is true; shelf and index follow it. Everything but {@link #find},
 * {@link #frame} and {@link #keepFrame} happens on one thread, which owns all that changes.
 */
final class DerbyRegister implements BackupRegister {

    private final RegisterFolder files;
    private final RegisterThread thread;
    private final Closers closers;
    private final Database database;
    private final Shelf shelf;
    private final CabinetTable cabinetTable;
    private final SliceIndex index;
    private final SessionTable sessionTable;
    private final FrameFiles frameFiles;
    private final AtomicBoolean closed = new AtomicBoolean();
    /** Only the register's thread uses it. */
    private Counters counters;
    /** Only the register's thread uses it. Empty until it is needed. */
    private Optional<ShelfRoom> room = Optional.empty();

    private DerbyRegister(RegisterFolder files, RegisterThread thread, Closers closers, RegisterParts parts) {
        this.files = files;
        this.thread = thread;
        this.closers = closers;
        database = parts.database();
        shelf = parts.shelf();
        cabinetTable = parts.cabinets();
        index = parts.index();
        counters = parts.counters();
        sessionTable = new SessionTable(files.root());
        frameFiles = new FrameFiles(files.frames());
    }

    /** Opens it on that thread. Where that fails, what was opened is left to {@code closers}. */
    static DerbyRegister open(RegisterFolder files, RegisterThread thread, Closers closers) throws BackupException {
        var opened = new Closers(files.root());
        closers.add(() -> thread.call(() -> {
            opened.close();
            return opened;
        }));
        return thread.call(() -> {
            var register = new DerbyRegister(files, thread, closers, RegisterParts.open(files, opened));
            opened.add(register::seal);
            return register;
        });
    }

    private void seal() throws IOException {
        index.seal(counters);
    }

    @Override
    public Optional<SliceLocation> find(SliceId slice) {
        return index.find(slice);
    }

    @Override
    public Optional<SliceLocation> findAt(SliceId slice, Predicate<SliceLocation> suits) {
        return index.findAt(slice, suits);
    }

    @Override
    public int add(CabinetDirectory cabinet) throws BackupException {
        return thread.call(() -> {
            OptionalInt known = database.call(connection -> cabinetTable.number(connection, cabinet.id()));
            return known.isPresent() ? known.getAsInt() : addNew(cabinet);
        });
    }

    private int addNew(CabinetDirectory cabinet) throws SQLException, IOException, BackupException {
        int number = counters.nextCabinet();
        if (number >= Slot.LIMIT || cabinet.count() >= Slot.LIMIT) {
            throw new IllegalArgumentException(
                    "a register holds 16 million cabinets of 16 million slices, not also " + cabinet);
        }
        OptionalLong gap = room().take(cabinet.slices().length + (long) cabinet.layout().length);
        long position = gap.orElse(counters.slicesEnd());
        long end = shelf.append(position, cabinet.slices(), cabinet.layout());
        Counters next = counters.added(Math.max(end, counters.slicesEnd()));
        change(next, connection -> cabinetTable.insert(connection, number, position, cabinet));
        index.add(number, position, cabinet.count());
        return number;
    }

    /** Where there is room between cabinets; after a failure it is looked for again. */
    private ShelfRoom room() throws SQLException, IOException, BackupException {
        if (room.isEmpty()) {
            var found = new ShelfRoom();
            if (counters.removals() > 0) {
                database.call(connection -> {
                    cabinetTable.places(connection, found::pass);
                    return found;
                });
                found.passEnd(counters.slicesEnd());
            }
            room = Optional.of(found);
        }
        return room.get();
    }

    /** What a change does. */
    private interface Change {
        void with(Connection connection) throws SQLException, IOException, BackupException;
    }

    /** Does it in one transaction with the counters that go with it. */
    private void change(Counters next, Change change) throws SQLException, IOException, BackupException {
        boolean done = false;
        try {
            database.call(connection -> {
                change.with(connection);
                if (!next.equals(counters)) {
                    Schema.write(connection, next);
                }
                return next;
            });
            counters = next;
            done = true;
        } finally {
            if (!done) {
                room = Optional.empty();
            }
        }
    }

    @Override
    public CabinetDirectory cabinet(int number) throws BackupException {
        return thread.call(() -> database.call(connection -> cabinetTable.cabinet(connection, number))
                .orElseThrow(() -> Failures.damaged(files.root(), "it knows no cabinet " + number)));
    }

    @Override
    public List<CabinetId> cabinets() throws BackupException {
        return thread.call(() -> database.call(cabinetTable::ids));
    }

    @Override
    public OptionalInt number(CabinetId cabinet) throws BackupException {
        return thread.call(() -> database.call(connection -> cabinetTable.number(connection, cabinet)));
    }

    @Override
    public int cabinetLimit() throws BackupException {
        return thread.call(() -> counters.nextCabinet());
    }

    @Override
    public void cabinets(CabinetVisitor visitor) throws BackupException {
        thread.call(() -> database.call(connection -> {
            cabinetTable.rows(connection, visitor);
            return visitor;
        }));
    }

    @Override
    public void remove(CabinetId cabinet) throws BackupException {
        thread.call(() -> {
            OptionalInt known = database.call(connection -> cabinetTable.number(connection, cabinet));
            if (known.isPresent()) {
                int number = known.getAsInt();
                // First: if the rest fails, only copies are gone.
                frameFiles.remove(number);
                // Before the database, so that the index never says more than it; after a failure it says less.
                index.remove(number);
                change(counters.removed(), connection -> cabinetTable.delete(connection, number));
                // Looked for again before the next cabinet is added.
                room = Optional.empty();
            }
            return known;
        });
    }

    @Override
    public void keepFrame(int cabinet, int frame, byte[] bytes) throws BackupException {
        try {
            frameFiles.keep(cabinet, frame, bytes);
        } catch (IOException e) {
            throw Failures.of(files.root(), e);
        }
    }

    @Override
    public Optional<byte[]> frame(int cabinet, int frame) throws BackupException {
        try {
            return frameFiles.frame(cabinet, frame);
        } catch (IOException e) {
            throw Failures.of(files.root(), e);
        }
    }

    @Override
    public SessionId nextSession() throws BackupException {
        return thread.call(() -> {
            var id = new SessionId(counters.nextSession());
            change(after(id), connection -> { });
            return id;
        });
    }

    private Counters after(SessionId id) {
        return counters.session(Math.max(counters.nextSession(), id.number() + 1));
    }

    @Override
    public void save(SessionReport session) throws BackupException {
        thread.call(() -> {
            change(after(session.id()), connection -> sessionTable.save(connection, session));
            return session;
        });
    }

    @Override
    public void save(SessionId session, List<Trouble> troubles) throws BackupException {
        if (!troubles.isEmpty()) {
            thread.call(() -> {
                change(counters, connection -> sessionTable.saveTroubles(connection, session, troubles));
                return session;
            });
        }
    }

    @Override
    public void commit(SessionReport session, byte[] root) throws BackupException {
        thread.call(() -> {
            change(after(session.id()), connection -> {
                sessionTable.save(connection, session);
                sessionTable.saveRoot(connection, session.id(), root);
            });
            return session;
        });
    }

    @Override
    public void remove(SessionId session) throws BackupException {
        thread.call(() -> {
            change(after(session), connection -> sessionTable.delete(connection, session));
            return session;
        });
    }

    @Override
    public List<SessionReport> sessions() throws BackupException {
        return thread.call(() -> database.call(sessionTable::sessions));
    }

    @Override
    public Optional<byte[]> root(SessionId session) throws BackupException {
        return thread.call(() -> database.call(connection -> sessionTable.root(connection, session)));
    }

    @Override
    public List<Trouble> troubles(SessionId session, int limit) throws BackupException {
        return thread.call(() -> database.call(connection -> sessionTable.troubles(connection, session, limit)));
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            closers.close();
        }
    }
}
