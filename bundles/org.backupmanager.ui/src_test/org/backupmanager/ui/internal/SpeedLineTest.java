package org.backupmanager.ui.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.backupmanager.plan.BandwidthLimits;
import org.backupmanager.ui.internal.look.Amounts;
import org.junit.jupiter.api.Test;

class SpeedLineTest {

    /** A Monday. */
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private final Amounts amounts = new Amounts(Locale.UK, ZoneOffset.UTC);

    private Optional<String> words(int upload, int download, String from, String until, DayOfWeek... free) {
        var limits = new BandwidthLimits(true, LocalTime.parse(from), LocalTime.parse(until), upload, download,
                Set.of(free), List.of());
        return SpeedLine.words(limits, NOW, ZoneOffset.UTC, amounts).map(text -> text.replace('\u00a0', ' '));
    }

    @Test
    void aLimitThatHoldsIsToldWithItsEnd() {
        assertEquals(Optional.of("Limited to 2 Mbit/s up until 18:00."), words(2000, -1, "08:00", "18:00"));
        assertEquals(Optional.of("Limited to 512 kbit/s down until 18:00."), words(-1, 512, "08:00", "18:00"));
        assertEquals(Optional.of("Limited to 2 Mbit/s up and 1.5 Gbit/s down until 18:00."),
                words(2000, 1_500_000, "08:00", "18:00"));
    }

    @Test
    void aLimitThatAlwaysHoldsHasNoEnd() {
        assertEquals(Optional.of("Limited to 2 Mbit/s up."), words(2000, -1, "00:00", "00:00"));
        assertEquals(Optional.of("Limited to 2 Mbit/s up until 26 Nov, 00:00."),
                words(2000, -1, "00:00", "00:00", DayOfWeek.THURSDAY));
    }

    @Test
    void whatLimitsNothingNowIsNotTold() {
        assertEquals(Optional.empty(), words(2000, -1, "20:00", "06:00"));
        assertEquals(Optional.empty(), words(2000, -1, "08:00", "18:00", DayOfWeek.MONDAY));
        assertEquals(Optional.empty(), words(-1, -1, "08:00", "18:00"));
        assertEquals(Optional.empty(), SpeedLine.words(BandwidthLimits.NONE, NOW, ZoneOffset.UTC, amounts));
    }
}
