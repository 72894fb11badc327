package org.backupmanager.engine.internal.cleanup;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

import org.backupmanager.content.CabinetId;
import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.stored.Attendance;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.engine.internal.stored.HomeNote;
import org.backupmanager.engine.internal.stored.HomeNote.Heard;
import org.backupmanager.engine.internal.stored.HomeObject;
import org.backupmanager.engine.internal.stored.PurgedList.Gravestone;
import org.backupmanager.engine.internal.stored.Quarantine;
import org.backupmanager.engine.internal.stored.Removal;
import org.backupmanager.engine.internal.stored.SessionNumbers;
import org.backupmanager.engine.internal.stored.StoredObjects;
import org.backupmanager.model.Code;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.session.BackupException;
import org.backupmanager.storage.ObjectName;
import org.backupmanager.storage.StorageTransport.StoredObject;

/**
 * This home among all homes of its device. Three rules make clean-up safe, and all of them are kept here:
 * <ul>
 * <li>A home stores its note before it looks at the quarantine, and a clean-up fills the quarantine before it looks at
 * the notes: one of the two sees the other.
 * <li>What a run relies on was there, and not condemned, when it began. An entry is acknowledged only when every run
 * that began before this home knew of it has ended.
 * <li>A run that ends asks whether its home was still heard; where not, what it stored does not count.
 * </ul>
 */
public final class HomeAttendance implements Attendance {

    private static final System.Logger LOG = System.getLogger(HomeAttendance.class.getName());
    /** Less than 24 hours, so that a backup at the same time of each day counts each of them. */
    private static final Duration DAY = Duration.ofHours(23);
    private static final String LABEL = "home label";

    private final Depot depot;
    private final HomeMemory memory;
    private final InstantSource clock;
    private final SecureRandom chance;
    private final byte[] label;
    private final PurgedBook purged;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile BitSet condemned = new BitSet();
    /** Guarded by the lock, as all below. */
    private Optional<HomeState> state = Optional.empty();
    private Quarantine quarantine = new Quarantine(List.of(), List.of());
    private HomeBook book = new HomeBook(List.of(), Set.of(), List.of());
    private Map<String, Heard> heard = new HashMap<>();
    private long days;
    private Instant counted;
    private boolean unpublished;
    private boolean joined;
    /** Rises with each look at the quarantine. */
    private long look;
    /** For each entry the look that found it. */
    private final Map<String, Long> found = new HashMap<>();
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
        this.memory = memory;
        this.clock = clock;
        this.chance = chance;
        this.label = label.getBytes(StandardCharsets.UTF_8);
        this.counted = clock.instant();
        this.purged = new PurgedBook(depot, this::id);
    }

    @Override
    public boolean isCondemned(int cabinet) {
        return condemned.get(cabinet);
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
            join();
            look(thorough);
            // It knows of everything that was just found, so it holds nothing of that back
            var run = new Run(look, before);
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
            look(false);
            var run = new Run(look, Integer.MAX_VALUE);
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
                look(false);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Its id; made at the first question. */
    String id() throws BackupException {
        return state().id();
    }

    private HomeState state() throws BackupException {
        if (state.isEmpty()) {
            state = Optional.of(memory.recall().flatMap(HomeState::parse).orElseGet(() -> HomeState.fresh(chance)));
        }
        return state.get();
    }

    private void remember(HomeState next) throws BackupException {
        memory.remember(next.text());
        state = Optional.of(next);
    }

    /** Sees to it that others know of this home, before it looks at anything that they may remove. */
    private void join() throws BackupException {
        book = HomeBook.read(depot);
        checkHeard(book);
        Optional<HomeNote> own = book.of(id());
        own.ifPresent(this::recall);
        if (own.isEmpty()) {
            heard = new HashMap<>();
            remember(state().next().with(""));
            publish();
        }
        joined = true;
    }

    private void recall(HomeNote own) {
        days = own.days();
        counted = own.counted();
        heard = new HashMap<>();
        own.heard().forEach(one -> heard.put(one.entry(), one));
    }

    /** A note that this home does not know comes from a copy of it, or from itself before it was set back. */
    private void checkHeard(HomeBook now) throws BackupException {
        boolean retired = now.retired().contains(id());
        boolean set = now.of(id()).map(note -> note.number() > stateNumber()).orElse(false);
        if (retired || set) {
            throw outdated(Messages.text(retired ? "home.retired" : "home.copied"));
        }
    }

    private long stateNumber() {
        return state.map(HomeState::number).orElse(0L);
    }

    /** Learns what is in quarantine, and what is gone. */
    private void look(boolean thorough) throws BackupException {
        look++;
        quarantine = Quarantine.read(depot, quarantine.removals());
        for (Removal removal : quarantine.removals()) {
            found.putIfAbsent(removal.name(), look);
        }
        Set<String> names = new HashSet<>(quarantine.removals().stream().map(Removal::name).toList());
        found.keySet().retainAll(names);
        if (thorough || !quarantine.mark().equals(state().mark()) || book.hasOthers(id()) && hasUnknownSessions()) {
            memory.align(quarantine);
            remember(state().with(quarantine.mark()));
            memory.listChanged();
        }
        hide();
        condemned = numbers();
    }

    private boolean hasUnknownSessions() throws BackupException {
        Set<SessionId> known = new HashSet<>(quarantine.hidden());
        for (SessionReport report : depot.register().sessions()) {
            if (report.end().isEmpty() || depot.register().root(report.id()).isPresent()) {
                known.add(report.id());
            }
        }
        return new StoredObjects(depot.names(), depot.storage()).sessions().stream()
                .anyMatch(root -> !known.contains(new SessionId(StoredObjects.number(root))));
    }

    /** A session that nobody else knows is not hidden by one that has its number; it gets another. */
    private void hide() throws BackupException {
        Set<SessionId> hidden = quarantine.hidden();
        boolean changed = false;
        for (SessionReport report : depot.register().sessions()) {
            if (!hidden.contains(report.id())) {
                continue;
            }
            if (depot.register().root(report.id()).isPresent() || quarantine.isOf(report.id(), id())) {
                depot.register().remove(report.id());
                changed = true;
            } else if (report.end().isPresent()) {
                new SessionNumbers(depot.register()).move(report);
                changed = true;
            }
        }
        if (changed) {
            memory.listChanged();
        }
    }

    private BitSet numbers() throws BackupException {
        var numbers = new BitSet();
        for (Removal tombstone : quarantine.tombstones()) {
            for (CabinetId cabinet : tombstone.cabinets()) {
                OptionalInt number = depot.register().number(cabinet);
                number.ifPresent(numbers::set);
            }
        }
        return numbers;
    }

    /** Tells others what no run of this home relies on any more. */
    private void acknowledge() throws BackupException {
        boolean news = !quarantine.removals().isEmpty() && countDay();
        var next = new HashMap<String, Heard>();
        for (Removal removal : quarantine.removals()) {
            String name = removal.name();
            Heard before = heard.getOrDefault(name, new Heard(name, days, false));
            boolean free = runs.stream().allMatch(run -> run.look >= found.get(name));
            next.put(name, new Heard(name, before.day(), before.acknowledged() || free));
        }
        if (news || unpublished || !next.equals(heard)) {
            heard = next;
            remember(state().next());
            publish();
        }
    }

    /**
     * Counts a day if one is over by the clock: one, however many the clock says, since a wrong clock must not shorten
     * what people rely on. A clock that was set back only delays.
     */
    private boolean countDay() {
        Instant now = clock.instant();
        if (heard.isEmpty() || now.isBefore(counted)) {
            counted = now;
            return true;
        }
        if (now.isBefore(counted.plus(DAY))) {
            return false;
        }
        counted = now;
        days++;
        return true;
    }

    private void publish() throws BackupException {
        HomeState own = state();
        unpublished = true;
        var note = new HomeNote(own.id(), own.number(), clock.instant(), days, counted, List.copyOf(heard.values()),
                depot.vault().seal(LABEL, own.id(), label, chance));
        store(depot.names().home(own.id(), own.number()), note.encode(depot.vault()));
        unpublished = false;
        List<StoredObject> listed = new ArrayList<>(depot.storage().list(depot.names().homes()));
        for (ObjectName old : HomeObject.older(listed, own.id(), own.number())) {
            depot.storage().delete(old);
        }
    }

    private void store(ObjectName name, byte[] note) throws BackupException {
        try {
            HomeBook.put(depot, name, note);
        } catch (BackupException taken) {
            if (taken.code() != Code.OBJECT_DAMAGED) {
                throw taken;
            }
            // A copy of this home has stored its own note under this name
            throw outdated(Messages.text("home.copied"));
        }
    }

    private BackupException outdated(String why) throws BackupException {
        memory.outdated(why);
        return new BackupException(Code.HOME_OUTDATED, why);
    }

    /** How many days of this home the entry is in quarantine, as far as the home has counted. */
    long age(Removal removal) {
        Heard one = heard.get(removal.name());
        return one == null ? 0 : days - one.day();
    }

    /** Homes that have not acknowledged the entry, as of the begin of the last run, this home as of now. */
    List<String> waitingFor(Removal removal) throws BackupException {
        var waiting = new ArrayList<>(book.waitingFor(removal.name()).stream().map(HomeNote::home)
                .filter(home -> !home.equals(state.map(HomeState::id).orElse(""))).toList());
        Heard own = heard.get(removal.name());
        if (own == null || !own.acknowledged()) {
            waiting.add(id());
        }
        return waiting;
    }

    /** What was in quarantine when this home looked last. */
    Quarantine quarantine() {
        return quarantine;
    }

    /** The homes when this one looked last. */
    HomeBook book() {
        return book;
    }

    /** The cabinets that were condemned when this home looked last. */
    BitSet condemned() {
        return (BitSet) condemned.clone();
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
        HomeBook.put(depot, tombstone.object(depot.names()), tombstone.encode(depot.vault()));
        lock.lock();
        try {
            var removals = new ArrayList<>(quarantine.removals());
            removals.add(tombstone);
            quarantine = new Quarantine(removals, quarantine.purged());
            found.put(tombstone.name(), ++look);
            condemned = numbers();
        } finally {
            lock.unlock();
        }
    }

    /** The name that a home gave its computer. */
    String label(HomeNote note) {
        try {
            return new String(depot.vault().open(LABEL, note.home(), note.label()), StandardCharsets.UTF_8);
        } catch (BackupException unreadable) {
            LOG.log(System.Logger.Level.DEBUG, unreadable.getMessage(), unreadable);
            return "";
        }
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
                HomeBook now = HomeBook.read(depot);
                checkHeard(now);
            } finally {
                lock.unlock();
            }
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
