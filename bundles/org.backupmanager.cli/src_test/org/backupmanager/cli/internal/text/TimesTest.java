package org.backupmanager.cli.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

import org.junit.jupiter.api.Test;

class TimesTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void timesAreLocalToTheSecond() {
        assertEquals("2026-11-21 14:05:00", Times.show(Instant.parse("2026-11-21T13:05:00.9Z"), BERLIN));
        assertEquals("2026-07-01 02:03:04", Times.show(Instant.parse("2026-07-01T00:03:04Z"), BERLIN));
    }

    @Test
    void whatIsShownIsReadBack() {
        Instant moment = Instant.parse("2026-11-21T13:05:07Z");
        assertEquals(Optional.of(moment), Times.read(Times.show(moment, BERLIN), BERLIN));
        assertEquals(Optional.of(moment), Times.read("2026-11-21T14:05:07", BERLIN));
        assertEquals(Optional.of(Instant.parse("2026-11-21T13:05:00Z")), Times.read("2026-11-21 14:05", BERLIN));
        assertEquals(Optional.of(Instant.parse("2026-11-20T23:00:00Z")), Times.read("2026-11-21", BERLIN));
    }

    @Test
    void whatIsNoTimeIsNone() {
        for (String text : new String[] {"", "noon", "2026-13-01 00:00:00", "21.11.2026", "2026-11-21 14:05:07 PM"}) {
            assertEquals(Optional.empty(), Times.read(text, BERLIN), text);
        }
    }
}
