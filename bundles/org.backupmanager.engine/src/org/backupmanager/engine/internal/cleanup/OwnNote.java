package org.backupmanager.engine.internal.cleanup;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.engine.internal.stored.HomeNote;
import org.backupmanager.engine.internal.stored.HomeNote.Heard;
import org.backupmanager.engine.internal.stored.HomeObject;
import org.backupmanager.engine.internal.stored.Removal;
import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;
import org.backupmanager.storage.ObjectName;
import org.backupmanager.storage.StorageTransport.StoredObject;

/**
 * What this home says to the others: that it is there, how many days it has counted, and which entries of the
 * quarantine it has heard of and relies on no more. {@link HomeAttendance} lets one thread at a time change it.
 */
final class OwnNote {

    private static final System.Logger LOG = System.getLogger(OwnNote.class.getName());
    /** Less than 24 hours, so that a backup at the same time of each day counts each of them. */
    private static final Duration DAY = Duration.ofHours(23);
    private static final String LABEL = "home label";

    private final Depot depot;
    private final HomeMemory memory;
    private final InstantSource clock;
    private final SecureRandom chance;
    private final byte[] label;
    private Optional<HomeState> state = Optional.empty();
    private Map<String, Heard> heard = new HashMap<>();
    private long days;
    private Instant counted;
    private boolean unpublished;

    OwnNote(Depot depot, HomeMemory memory, InstantSource clock, SecureRandom chance, String label) {
        this.depot = depot;
        this.memory = memory;
        this.clock = clock;
        this.chance = chance;
        this.label = label.getBytes(StandardCharsets.UTF_8);
        this.counted = clock.instant();
    }

    /** The id of this home; made at the first question. */
    String home() throws BackupException {
        return state().id();
    }

    /** {@code Quarantine.mark} of the state that the register was compared with. */
    String mark() throws BackupException {
        return state().mark();
    }

    /** The register was compared with that state. */
    void compared(String mark) throws BackupException {
        remember(state().with(mark));
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

    /**
     * Sees to it that others know of this home.
     *
     * @throws BackupException {@code HOME_OUTDATED} where nobody listens to it any more
     */
    void join(HomeBook book) throws BackupException {
        checkHeard(book);
        Optional<HomeNote> stored = book.of(home());
        if (stored.isPresent()) {
            recall(stored.get());
        } else {
            heard = new HashMap<>();
            remember(state().next().with(""));
            publish();
        }
    }

    private void recall(HomeNote stored) {
        days = stored.days();
        counted = stored.counted();
        heard = new HashMap<>();
        stored.heard().forEach(one -> heard.put(one.entry(), one));
    }

    /**
     * A note that this home does not know comes from a copy of it, or from itself before it was set back.
     *
     * @throws BackupException {@code HOME_OUTDATED}
     */
    void checkHeard(HomeBook book) throws BackupException {
        HomeState own = state();
        boolean retired = book.retired().contains(own.id());
        if (retired || book.of(own.id()).filter(note -> note.number() > own.number()).isPresent()) {
            throw outdated(Messages.text(retired ? "home.retired" : "home.copied"));
        }
    }

    /**
     * Tells others what no run of this home relies on any more, where there is news.
     *
     * @param removals in quarantine now
     * @param free whether no run relies on that any more
     */
    void acknowledge(List<Removal> removals, Predicate<Removal> free) throws BackupException {
        boolean news = !removals.isEmpty() && countDay();
        var next = new HashMap<String, Heard>();
        for (Removal removal : removals) {
            String name = removal.name();
            Heard before = heard.getOrDefault(name, new Heard(name, days, false));
            next.put(name, new Heard(name, before.day(), before.acknowledged() || free.test(removal)));
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
            depot.storage().put(name, note);
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

    /** Whether this home has told others that it does not rely on that any more. */
    boolean hasAcknowledged(Removal removal) {
        Heard one = heard.get(removal.name());
        return one != null && one.acknowledged();
    }

    /** The name that a home gave its computer; empty where it cannot be read. */
    String label(HomeNote note) {
        try {
            return new String(depot.vault().open(LABEL, note.home(), note.label()), StandardCharsets.UTF_8);
        } catch (BackupException unreadable) {
            LOG.log(System.Logger.Level.DEBUG, unreadable.getMessage(), unreadable);
            return "";
        }
    }
}
