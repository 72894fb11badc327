package org.backupmanager.cli.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;

import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void sizesHaveTwoOrThreeDigits() {
        assertEquals("0 B", Figures.size(0));
        assertEquals("999 B", Figures.size(999));
        assertEquals("1.0 kB", Figures.size(1000));
        assertEquals("9.9 kB", Figures.size(9_949));
        assertEquals("10 kB", Figures.size(9_950));
        assertEquals("999 kB", Figures.size(999_499));
        assertEquals("1.0 MB", Figures.size(999_500));
        assertEquals("84 MB", Figures.size(84_000_000));
        assertEquals("1.3 GB", Figures.size(1_300_000_000));
        assertEquals("9.2 EB", Figures.size(Long.MAX_VALUE));
    }

    @Test
    void countsHaveSeparators() {
        assertEquals("0", Figures.count(0));
        assertEquals("999", Figures.count(999));
        assertEquals("1,204", Figures.count(1204));
        assertEquals("-1,234,567", Figures.count(-1_234_567));
    }

    @Test
    void durationsLookLikeAClock() {
        assertEquals("0:09", Figures.duration(Duration.ofSeconds(9)));
        assertEquals("12:00", Figures.duration(Duration.ofMinutes(12)));
        assertEquals("1:02:03", Figures.duration(Duration.ofSeconds(3723)));
        assertEquals("0.1 s", Figures.fineDuration(Duration.ofMillis(60)));
        assertEquals("1:05", Figures.fineDuration(Duration.ofSeconds(65)));
    }
}
