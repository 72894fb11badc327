package org.backupmanager.ui.internal.overview;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.SessionReport.Totals;
import org.backupmanager.model.SessionReport.Type;
import org.backupmanager.ui.internal.look.Amounts;
import org.backupmanager.ui.internal.look.Mark;
import org.junit.jupiter.api.Test;

class DayHistoryTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void theLastSessionOfADayDecides() {
        DayHistory history = of("UTC", session(2, State.COMPLETED, Duration.ofHours(1)),
                session(1, State.FAILED, Duration.ofHours(2)));
        assertEquals(Optional.of(Mark.OK), history.days().getLast().mark());
        assertEquals(1, history.count(Mark.OK));
    }

    @Test
    void fourWeeksAreShownAndOlderOnesAreNot() {
        DayHistory history = of("UTC", session(2, State.COMPLETED, Duration.ofDays(27)),
                session(1, State.COMPLETED, Duration.ofDays(28)));
        assertEquals(28, history.days().size());
        assertEquals(Optional.of(Mark.OK), history.days().getFirst().mark());
        assertEquals(1, history.count(Mark.OK));
    }

    @Test
    void aDayIsWhatTheCalendarOfThePersonSays() {
        DayHistory history = of("Pacific/Auckland", session(1, State.COMPLETED, Duration.ofHours(2)));
        assertEquals(Optional.empty(), history.days().getLast().mark());
        assertEquals(Optional.of(Mark.OK), history.days().get(26).mark());
    }

    private static DayHistory of(String zone, SessionReport... sessions) {
        return DayHistory.of(List.of(sessions), NOW, new Amounts(Locale.ENGLISH, ZoneId.of(zone)));
    }

    private static SessionReport session(long id, State state, Duration ago) {
        Instant start = NOW.minus(ago);
        return new SessionReport(new SessionId(id), "FileSystem", Type.BACKUP, state, false, start,
                Optional.of(start.plusSeconds(5)), Totals.NONE);
    }
}
