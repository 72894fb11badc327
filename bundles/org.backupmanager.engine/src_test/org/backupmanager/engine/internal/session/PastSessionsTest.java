package org.backupmanager.engine.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.SessionReport.Totals;
import org.backupmanager.model.SessionReport.Type;
import org.junit.jupiter.api.Test;

class PastSessionsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private static SessionReport backup(long id, State state, Instant start) {
        return new SessionReport(new SessionId(id), "Fake", Type.BACKUP, state, false, start,
                Optional.of(start.plusSeconds(1)), Totals.NONE);
    }

    @Test
    void aBackupOfAnotherHomeTakesThePlaceOfOneThatFailedHereUnderItsNumber() {
        SessionReport failed = backup(2, State.FAILED, NOW);
        SessionReport theirs = backup(2, State.COMPLETED, NOW.plus(Duration.ofMinutes(1)));
        SessionReport moved = backup(3, State.FAILED, NOW);
        var past = new PastSessions(List.of(backup(1, State.COMPLETED, NOW.minusSeconds(60)), failed));
        past.follow(List.of(moved, theirs, backup(1, State.COMPLETED, NOW.minusSeconds(60))));
        assertEquals(List.of(moved, theirs, backup(1, State.COMPLETED, NOW.minusSeconds(60))), past.newestFirst());
    }
}
