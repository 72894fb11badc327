package org.backupmanager.engine.internal.cleanup;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

import org.backupmanager.content.CabinetId;
import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.stored.Attendance;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.engine.internal.stored.HomeNote;
import org.backupmanager.engine.internal.stored.PurgedList.Gravestone;
import org.backupmanager.engine.internal.stored.Quarantine;
import org.backupmanager.engine.internal.stored.Removal;
import org.backupmanager.session.BackupException;

/**
 * This home among all homes of its device. Three rules make clean-up safe, and all of them are kept here:
 * <ul>
 * <li>A home stores its note before it looks at the quarantine, and a clean-up fills the quarantine before it looks at
 * the notes: one of the two sees the other.
 * <li>What a run relies on was there, and not condemned, when it began. An entry is acknowledged only when every run
 * that began before this home knew of it has ended.
 * <li>A run that ends asks whether its home was still heard; where not, what it stored does not count.
 * </ul>
 * What this home says is its {@link OwnNote}, what it sees is kept by {@link QuarantineWatch}.
 */
public final class HomeAttendance implements Attendance {

    private static final System.Logger LOG = System.getLogger(HomeAttendance.class.getName());

    private final Depot depot;
    private final InstantSource clock;
    private final SecureRandom chance;
    private final PurgedBook purged;
    private final ReentrantLock lock = new ReentrantLock();
    /** Changed under the lock only, as all below. */
    private final OwnNote own;
    private final QuarantineWatch watch;
    private HomeBook book = new HomeBook(List.of(), Set.of(), List.of());
    private boolean joined;
    private final Set<Run> runs = new HashSet<>();

    /**
     * @param depot of the device, as it is without this
     * @param memory of the home
     * @param clock for counting days
     * @param chance for ids
     * @param label of this computer, for people
     */
    public HomeAttendance(Depot depot, HomeMemory memory, InstantSource clock, SecureRandom chance, String label) {
        this.depot = depot;
        this.clock = clock;
        this.chance = chance;
        this.own = new OwnNote(depot, memory, clock, chance, label);
        this.watch = new QuarantineWatch(depot, memory, own);
        this.purged = new PurgedBook(depot, own::home);
    }

    @Override
    public boolean isCondemned(int cabinet) {
        return watch.isCondemned(cabinet);
    }

    @Override
    public Stay begin() throws BackupException {
        return begin(false);
    }

    /**
     * Begins a run that stores something.
     *
     * @param thorough whether the register is compared with the storage even if nobody else changed that
     */
    Run begin(boolean thorough) throws BackupException {
        lock.lock();
        try {
            int before = depot.register().cabinetLimit();
            book = HomeBook.read(depot);
            // Others must know of this home before it looks at anything that they may remove
            own.join(book);
            joined = true;
            watch.look(book, thorough);
            // It knows of everything that was just found, so it holds nothing of that back
            var run = new Run(watch.last(), before);
            acknowledge();
            runs.add(run);
            return run;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Stay beginReading() throws BackupException {
        lock.lock();
        try {
            book = HomeBook.read(depot);
            watch.look(book, false);
            var run = new Run(watch.last(), Integer.MAX_VALUE);
            runs.add(run);
            return run;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Looks what other homes have stored, where there are any: a session must not take a number that one of them has
     * used.
     */
    public void meetOthers() throws BackupException {
        lock.lock();
        try {
            book = HomeBook.read(depot);
            if (book.hasOthers(id())) {
                watch.look(book, false);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Its id; made at the first question. */
    String id() throws BackupException {
        return own.home();
    }

    /** Tells others what no run of this home relies on any more. */
    private void acknowledge() throws BackupException {
        own.acknowledge(watch.quarantine().removals(),
                removal -> runs.stream().allMatch(run -> run.look >= watch.foundBy(removal)));
    }

    /** How many days of this home the entry is in quarantine, as far as the home has counted. */
    long age(Removal removal) {
        return own.age(removal);
    }

    /** Homes that have not acknowledged the entry, as of the begin of the last run, this home as of now. */
    List<String> waitingFor(Removal removal) throws BackupException {
        String here = id();
        var waiting = new ArrayList<>(book.waitingFor(removal.name()).stream().map(HomeNote::home)
                .filter(home -> !home.equals(here)).toList());
        if (!own.hasAcknowledged(removal)) {
            waiting.add(here);
        }
        return waiting;
    }

    /** What was in quarantine when this home looked last. */
    Quarantine quarantine() {
        return watch.quarantine();
    }

    /** The homes when this one looked last. */
    HomeBook book() {
        return book;
    }

    /** The cabinets that were condemned when this home looked last. */
    BitSet condemned() {
        return watch.condemned();
    }

    /** No run of this home relies on cabinets with this number or higher, but for the last. */
    int firstFresh() {
        lock.lock();
        try {
            return runs.stream().mapToInt(run -> run.cabinets).min().orElse(Integer.MAX_VALUE);
        } finally {
            lock.unlock();
        }
    }

    /** What this home has removed for good. */
    PurgedBook purged() {
        return purged;
    }

    @Override
    public void replaced(List<CabinetId> cabinets, long bytes) throws BackupException {
        if (!cabinets.isEmpty()) {
            condemn(cabinets, bytes);
        }
        purged.ring();
    }

    /** Takes cabinets to quarantine: from now on nothing new relies on them. */
    void condemn(List<CabinetId> cabinets, long bytes) throws BackupException {
        Removal tombstone = Removal.of(cabinets, bytes, id(), SessionRemovals.draw(chance), clock.instant());
        depot.storage().put(tombstone.object(depot.names()), tombstone.encode(depot.vault()));
        lock.lock();
        try {
            watch.add(tombstone);
        } finally {
            lock.unlock();
        }
    }

    /** The name that a home gave its computer. */
    String label(HomeNote note) {
        return own.label(note);
    }

    /** What a run of this home relies on: everything that was there when it began. */
    final class Run implements Stay {

        private final long look;
        private final int cabinets;

        Run(long look, int cabinets) {
            this.look = look;
            this.cabinets = cabinets;
        }

        @Override
        public void confirm() throws BackupException {
            lock.lock();
            try {
                own.checkHeard(HomeBook.read(depot));
            } finally {
                lock.unlock();
            }
        }

        @Override
        public boolean isTaken(Gravestone session) throws BackupException {
            return Quarantine.read(depot).gravestones().stream()
                    .anyMatch(grave -> grave.session().equals(session.session()) && !grave.equals(session));
        }

        @Override
        public void withdraw(Gravestone session) throws BackupException {
            purged.add(List.of(session), List.of());
        }

        @Override
        public void close() {
            lock.lock();
            try {
                if (runs.remove(this) && joined) {
                    acknowledge();
                }
            } catch (BackupException later) {
                // Others wait a little longer: the next run tells them
                LOG.log(System.Logger.Level.INFO, Messages.text("home.unheard", later.getMessage()), later);
            } finally {
                lock.unlock();
            }
        }
    }
}
