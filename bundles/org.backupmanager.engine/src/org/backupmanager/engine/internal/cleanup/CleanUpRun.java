package org.backupmanager.engine.internal.cleanup;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.engine.internal.stored.Quarantine;
import org.backupmanager.engine.internal.stored.Removal;
import org.backupmanager.model.SessionId;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.CleanUp.Outcome;
import org.backupmanager.session.Progress;

/**
 * One clean-up, from top to bottom: purge sessions, mark what all roots need, free condemned cabinets that nobody
 * needs, condemn others. What may be removed is decided by who has acknowledged it and by the roots that were there
 * after that; decision record 13 says why that is enough. It can end anywhere and be done again.
 */
final class CleanUpRun {

    private final Depot depot;
    private final HomeAttendance attendance;
    private final CleanUpSettings settings;
    private final InstantSource clock;
    private final SecureRandom chance;
    private final boolean preview;
    private final Progress progress;
    private final Set<String> waitingFor = new TreeSet<>();
    private final List<String> warnings = new ArrayList<>();
    private final Set<SessionId> forgotten = new HashSet<>();

    CleanUpRun(Depot depot, HomeAttendance attendance, CleanUpSettings settings, Surroundings around, boolean preview,
            Progress progress) {
        this.depot = depot.within(progress::checkCancelled);
        this.attendance = attendance;
        this.settings = settings;
        clock = around.clock();
        chance = around.chance();
        this.preview = preview;
        this.progress = progress;
    }

    /**
     * What it takes from its process.
     *
     * @param clock that dates entries
     * @param chance for keys and names
     */
    record Surroundings(InstantSource clock, SecureRandom chance) {
    }

    /** These do not stay in quarantine; what other homes rely on does. */
    CleanUpRun forgetting(Set<SessionId> sessions) {
        forgotten.addAll(sessions);
        return this;
    }

    Outcome run() throws BackupException {
        // What is not in the storage is not relied on, and what nobody knows is waste: both are seen by comparing
        try (HomeAttendance.Run stay = attendance.begin(true)) {
            Quarantine quarantine = attendance.quarantine();
            PurgedBook purged = attendance.purged();
            List<SessionId> gone = purgeSessions(quarantine, purged);
            progress.note(Messages.text("cleanup.marking"));
            Needs needs = Needs.list(depot, quarantine.hidden(), new HashSet<>(gone));
            var walk = new NeedWalk(depot, attendance.condemned(), progress);
            needs.markListed(walk);
            var condemning = new Condemning(depot, settings, attendance, walk.needed(), preview, progress);
            condemning.choose(quarantine);
            Optional<String> unsure = needs.markHidden(walk);
            unsure.ifPresent(warnings::add);
            var freeing = new Freeing(depot, walk.needed(), preview, progress);
            for (Removal tombstone : quarantine.tombstones()) {
                progress.checkCancelled();
                if (unsure.isEmpty() && mayEnd(tombstone)) {
                    freeing.end(tombstone, isOurs(tombstone), purged);
                } else {
                    freeing.leave(tombstone);
                }
            }
            stay.confirm();
            condemning.run(chance);
            return new Outcome(preview, gone, freeing.freed(), freeing.kept(), condemning.unneeded(),
                    condemning.rewritten(), condemning.copied(), freeing.waiting(), List.copyOf(waitingFor), warnings);
        }
    }

    private List<SessionId> purgeSessions(Quarantine quarantine, PurgedBook purged) throws BackupException {
        List<Removal> ripe = new ArrayList<>();
        for (Removal removal : quarantine.removals()) {
            boolean ends = removal.session().filter(one -> forgotten.contains(one)).isPresent() || isRipe(removal);
            if (removal.session().isPresent() && ends && isAcknowledged(removal)) {
                ripe.add(removal);
            }
        }
        if (preview) {
            return ripe.stream().map(removal -> removal.session().orElseThrow()).toList();
        }
        return new SessionRemovals(depot, attendance, Set::of, clock, chance).purge(ripe, purged,
                progress::checkCancelled);
    }

    /** Cabinets are ended by the home that condemned them; where that one is dead, by any. */
    private boolean mayEnd(Removal tombstone) throws BackupException {
        boolean orphaned = attendance.book().retired().contains(tombstone.home());
        return (isOurs(tombstone) || orphaned) && isRipe(tombstone) && isAcknowledged(tombstone);
    }

    private boolean isOurs(Removal tombstone) throws BackupException {
        return tombstone.home().equals(attendance.id());
    }

    private boolean isRipe(Removal removal) {
        return settings.quarantineDays() == 0 || attendance.age(removal) > settings.quarantineDays();
    }

    private boolean isAcknowledged(Removal removal) throws BackupException {
        List<String> waiting = attendance.waitingFor(removal);
        waitingFor.addAll(waiting);
        return waiting.isEmpty();
    }
}
