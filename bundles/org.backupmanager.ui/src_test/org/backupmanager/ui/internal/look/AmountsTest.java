package org.backupmanager.ui.internal.look;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;

import org.junit.jupiter.api.Test;

class AmountsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private final Amounts english = new Amounts(Locale.ENGLISH, ZoneOffset.UTC);

    @Test
    void sizesHaveThreeDigitsAtMost() {
        assertEquals("0\u00a0B", english.size(0));
        assertEquals("999\u00a0B", english.size(999));
        assertEquals("1.0\u00a0KB", english.size(1000));
        assertEquals("1.3\u00a0GB", english.size(1_300_123_456L));
        assertEquals("656\u00a0MB", english.size(655_900_000L));
        assertEquals("1.0\u00a0GB", english.size(999_999_999L));
        assertEquals("9.2\u00a0EB", english.size(Long.MAX_VALUE));
    }

    @Test
    void numbersFollowTheLocale() {
        Amounts german = new Amounts(Locale.GERMAN, ZoneOffset.UTC);
        assertEquals("1,3\u00a0GB", german.size(1_300_000_000L));
        assertEquals("12.804", german.count(12_804));
    }

    @Test
    void timesAreRelativeWithinADay() {
        assertEquals("just now", english.when(NOW.minusSeconds(20), NOW));
        assertEquals("1 minute ago", english.when(NOW.minusSeconds(60), NOW));
        assertEquals("23 hours ago", english.when(NOW.minus(Duration.ofHours(23)), NOW));
        assertEquals("Nov 22, 11:00\u202fAM", english.when(NOW.minus(Duration.ofHours(25)), NOW));
    }

    @Test
    void durationsReadAsAClock() {
        assertEquals("0:42", english.duration(Duration.ofSeconds(42)));
        assertEquals("1:02:03", english.duration(Duration.ofSeconds(3723)));
    }

    @Test
    void hundredPercentIsOnlyTheEnd() {
        assertEquals("99%", english.percent(0.9999));
        assertEquals("100%", english.percent(1));
    }
}
