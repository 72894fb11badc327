package org.backupmanager.engine.internal.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.backupmanager.engine.internal.restore.RestoreTask.Keep;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.SessionReport.Totals;
import org.backupmanager.model.SessionReport.Type;
import org.backupmanager.recovery.RecoveryPlan;
import org.backupmanager.recovery.RecoveryPlan.Choices;
import org.backupmanager.recovery.RecoveryPlan.ExistingFiles;
import org.backupmanager.recovery.RecoveryPlan.Moment;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Restores.Undoable;
import org.backupmanager.source.RestoreTarget;
import org.backupmanager.source.Undoing;
import org.backupmanager.testkit.FakeClock;
import org.backupmanager.testkit.FakeSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long and how much restores keep of what they replace. */
class UndoSetsTest {

    private static final Choices UNDOABLE = new Choices(List.of(), Optional.empty(), false, true);

    @TempDir
    Path home;
    private final FakeClock clock = new FakeClock(Instant.parse("2026-11-23T10:00:00Z"));
    private final Map<String, String> settings = new HashMap<>(Map.of("UndoDays", "7", "UndoSpace", "10"));

    private final List<SessionReport> sessions = new ArrayList<>();
    private final FakeSource source = new FakeSource().undoneBy(new Noting());

    private UndoSets sets() {
        return new UndoSets(home.resolve("undo"), _ -> source, () -> sessions, () -> settings, clock);
    }

    private Optional<Keep> begin(UndoSets sets, int session, RecoveryPlan plan) throws BackupException {
        return sets.begin(report(session), plan, source);
    }

    private SessionReport report(int session) {
        return new SessionReport(new SessionId(session), "Fake", Type.RESTORE, State.IN_PROCESS, false,
                clock.instant(), Optional.empty(), Totals.NONE);
    }

    private static RecoveryPlan plan(Optional<Path> place, ExistingFiles existing, Choices choices) {
        return new RecoveryPlan("Fake", new Moment.Latest(), List.of(), List.of(), place, existing, choices);
    }

    private static RecoveryPlan inPlace() {
        return plan(Optional.empty(), ExistingFiles.OVERWRITE, UNDOABLE);
    }

    /** The restore replaced files of so many bytes. */
    private static void replaced(Keep keep, long bytes) throws IOException {
        Files.writeString(keep.notes().resolve("bytes"), Long.toString(bytes));
    }

    @Test
    void onlyARestoreInPlaceThatOverwritesKeepsWhatItReplaces() throws Exception {
        assertTrue(begin(sets(), 1, inPlace()).isPresent());
        for (RecoveryPlan other : List.of(plan(Optional.of(home), ExistingFiles.OVERWRITE, UNDOABLE),
                plan(Optional.empty(), ExistingFiles.SKIP, UNDOABLE),
                plan(Optional.empty(), ExistingFiles.OVERWRITE, Choices.NONE),
                plan(Optional.empty(), ExistingFiles.OVERWRITE,
                        new Choices(List.of(), Optional.empty(), true, true)))) {
            assertFalse(begin(sets(), 2, other).isPresent(), other::toString);
        }
        settings.put("UndoDays", "0");
        assertFalse(begin(sets(), 3, inPlace()).isPresent());
    }

    @Test
    void allRestoresTogetherKeepNoMoreThanTheSpaceThatIsSet() throws Exception {
        Keep first = begin(sets(), 1, inPlace()).orElseThrow();
        assertEquals(10_000_000_000L, first.most());
        replaced(first, 4_000_000_000L);
        Keep second = begin(sets(), 2, inPlace()).orElseThrow();
        assertEquals(6_000_000_000L, second.most());
        replaced(second, 7_000_000_000L);
        assertEquals(0, begin(sets(), 3, inPlace()).orElseThrow().most());
    }

    @Test
    void whatIsKeptGoesAfterTheDaysThatAreSetAndOutlastsANewStart() throws Exception {
        replaced(begin(sets(), 1, inPlace()).orElseThrow(), 1);
        clock.advance(Duration.ofDays(3));
        replaced(begin(sets(), 2, inPlace()).orElseThrow(), 2);
        assertEquals(List.of(2L, 1L), ids(sets()), "newest first");
        assertEquals(clock.instant().plus(Duration.ofDays(7)), sets().list().getFirst().expires());
        clock.advance(Duration.ofDays(4));
        assertEquals(List.of(2L), ids(sets()));
        clock.advance(Duration.ofDays(3));
        assertEquals(List.of(), ids(sets()));
        assertEquals(0, home.resolve("undo").toFile().list().length);
    }

    private static List<Long> ids(UndoSets sets) throws BackupException {
        return sets.list().stream().map(Undoable::session).map(SessionId::number).toList();
    }

    @Test
    void aRestoreThatGotAnotherNumberIsUndoneUnderThat() throws Exception {
        replaced(begin(sets(), 4, inPlace()).orElseThrow(), 5);
        sessions.add(report(9));
        assertEquals(List.of(9L), ids(sets()));
        assertTrue(sets().find(new SessionId(9)).isPresent());
        assertTrue(sets().find(new SessionId(4)).isEmpty(), "that is another session now");
    }

    @Test
    void aRestoreThatWroteNothingNeedsNoUndo() throws Exception {
        begin(sets(), 1, inPlace());
        replaced(begin(sets(), 2, inPlace()).orElseThrow(), 5);
        sets().ended(report(1));
        sets().ended(report(2));
        assertEquals(List.of(2L), ids(sets()));
    }

    @Test
    void aNumberThatIsUsedAgainAfterTheRegisterWasLostTakesNothingFromTheFirst() throws Exception {
        replaced(begin(sets(), 1, inPlace()).orElseThrow(), 5);
        clock.advance(Duration.ofHours(1));
        replaced(begin(sets(), 1, inPlace()).orElseThrow(), 6);
        assertEquals(2, sets().list().size());
        assertEquals(6, sets().list().getFirst().bytes());
    }

    /** Keeps nothing but a number of bytes. */
    private static final class Noting implements Undoing {

        @Override
        public RestoreTarget target(Path notes, long most) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Kept kept(Path notes) {
            try {
                Path file = notes.resolve("bytes");
                return Files.exists(file) ? new Kept(1, Long.parseLong(Files.readString(file)), true)
                        : new Kept(0, 0, true);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void undo(Path notes, Teller teller) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void forget(Path notes) {
            try {
                Files.deleteIfExists(notes.resolve("bytes"));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }
}
