package org.backupmanager.engine.internal.cleanup;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

import org.backupmanager.content.CabinetDirectory;
import org.backupmanager.content.CabinetId;
import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.engine.internal.stored.DepotStore;
import org.backupmanager.engine.internal.stored.Quarantine;
import org.backupmanager.engine.internal.stored.RegisterPart;
import org.backupmanager.engine.internal.stored.Removal;
import org.backupmanager.pipeline.CabinetLayout;
import org.backupmanager.pipeline.Repacker;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.CleanUp.Amount;
import org.backupmanager.session.Progress;

/**
 * Finds cabinets of which listed sessions need little or nothing, copies what they need of them, and takes them to
 * quarantine. For one thread.
 */
final class Condemning {

    /** Cabinets in one entry, so that its object stays small. */
    private static final int MOST_IN_ENTRY = 100_000;
    private static final int PERCENT = 100;

    private final Depot depot;
    private final CleanUpSettings settings;
    private final HomeAttendance attendance;
    private final SliceMarks needed;
    private final boolean preview;
    private final Progress progress;
    private final List<Candidate> whole = new ArrayList<>();
    private final List<Candidate> partial = new ArrayList<>();
    private Amount unneeded = Amount.NONE;
    private Amount rewritten = Amount.NONE;
    private long copied;

    private record Candidate(int number, CabinetId id, long size) {
    }

    /** @param needed by listed sessions, when {@link #choose} is called */
    Condemning(Depot depot, CleanUpSettings settings, HomeAttendance attendance, SliceMarks needed, boolean preview,
            Progress progress) {
        this.depot = depot;
        this.settings = settings;
        this.attendance = attendance;
        this.needed = needed;
        this.preview = preview;
        this.progress = progress;
    }

    /** Chooses cabinets; those that a run may have just made are passed over. */
    void choose(Quarantine quarantine) throws BackupException {
        BitSet condemned = attendance.condemned();
        BitSet ofDeadHomes = ofDeadHomes(quarantine);
        int fresh = attendance.firstFresh();
        var some = new ArrayList<Candidate>();
        depot.register().cabinets((number, id, size, slices) -> {
            boolean dead = ofDeadHomes.get(number);
            if (!needed.knows(number) || number >= fresh || condemned.get(number) && !dead) {
                return;
            }
            int marked = needed.marked(number);
            var candidate = new Candidate(number, id, size);
            if (marked == 0 && !dead) {
                whole.add(candidate);
            } else if (marked > 0 && (marked < slices || dead)) {
                some.add(candidate);
            }
        });
        for (Candidate candidate : some) {
            if (ofDeadHomes.get(candidate.number) || isMostlyWaste(candidate)) {
                partial.add(candidate);
            }
        }
        for (Candidate candidate : whole) {
            unneeded = unneeded.plus(candidate.size);
        }
    }

    /** What a dead home condemned is never relied on again; what is needed of it has to be copied. */
    private BitSet ofDeadHomes(Quarantine quarantine) throws BackupException {
        Set<String> retired = attendance.book().retired();
        var numbers = new BitSet();
        for (Removal tombstone : quarantine.tombstones()) {
            if (retired.contains(tombstone.home())) {
                for (CabinetId cabinet : tombstone.cabinets()) {
                    depot.register().number(cabinet).ifPresent(numbers::set);
                }
            }
        }
        return numbers;
    }

    private boolean isMostlyWaste(Candidate candidate) throws BackupException {
        CabinetLayout layout = CabinetLayout.of(depot.register().cabinet(candidate.number));
        long all = 0;
        long used = 0;
        for (int ordinal = 0; ordinal < needed.slices(candidate.number); ordinal++) {
            all += layout.length(ordinal);
            used += needed.isMarked(candidate.number, ordinal) ? layout.length(ordinal) : 0;
        }
        return (all - used) * PERCENT >= all * settings.wastePercent();
    }

    /**
     * Copies and condemns what was chosen: first the copies are stored, then the entry. The marks may have grown since:
     * what only sessions need that are not listed is copied too where it lies among the rest, which costs room and
     * nothing else.
     */
    void run(SecureRandom chance) throws BackupException {
        List<Candidate> copies = copy(chance);
        var going = new ArrayList<Candidate>(whole);
        going.addAll(copies);
        if (preview) {
            return;
        }
        for (int from = 0; from < going.size(); from += MOST_IN_ENTRY) {
            List<Candidate> some = going.subList(from, Math.min(going.size(), from + MOST_IN_ENTRY));
            attendance.condemn(some.stream().map(Candidate::id).toList(),
                    some.stream().mapToLong(Candidate::size).sum());
        }
    }

    /** Returns those that were not condemned before. */
    private List<Candidate> copy(SecureRandom chance) throws BackupException {
        var done = new ArrayList<Candidate>();
        if (partial.isEmpty()) {
            return done;
        }
        BitSet before = attendance.condemned();
        progress.note(Messages.text("cleanup.copying"));
        var store = new DepotStore(depot, _ -> progress.checkCancelled());
        try (var repacker = new Repacker(depot.vault(), settings.line(), store, chance)) {
            for (Candidate candidate : partial) {
                progress.checkCancelled();
                copy(candidate, repacker);
                rewritten = rewritten.plus(candidate.size);
                if (!before.get(candidate.number)) {
                    done.add(candidate);
                }
            }
            repacker.finish();
        }
        storePart(store.takeStored(), chance);
        return done;
    }

    private void copy(Candidate candidate, Repacker repacker) throws BackupException {
        CabinetDirectory directory = depot.register().cabinet(candidate.number);
        CabinetLayout layout = CabinetLayout.of(directory);
        for (int ordinal = 0; ordinal < directory.count(); ordinal++) {
            copied += needed.isMarked(candidate.number, ordinal) ? layout.length(ordinal) : 0;
        }
        if (!preview) {
            repacker.copy(depot.storage(), depot.names().cabinet(candidate.id), directory,
                    ordinal -> needed.isMarked(candidate.number, ordinal));
        }
    }

    /** As after a backup, so that a register can be made again without reading the end of each new cabinet. */
    private void storePart(List<CabinetDirectory> stored, SecureRandom chance) throws BackupException {
        if (!stored.isEmpty()) {
            for (RegisterPart part : RegisterPart.of(depot.register().nextSession(), stored)) {
                depot.storage().put(depot.names().registerPart(part.number()), part.encode(depot.vault(), chance));
            }
        }
    }

    Amount unneeded() {
        return unneeded;
    }

    Amount rewritten() {
        return rewritten;
    }

    long copied() {
        return copied;
    }
}
