package org.backupmanager.cli.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;

import org.backupmanager.session.Session.Snapshot;
import org.backupmanager.session.Session.Stage;
import org.backupmanager.testkit.FakeClock;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

    private final FakeClock clock = new FakeClock();
    private final ProgressLine line = new ProgressLine("Files and folders");

    private String at(Stage stage, long items, long bytes, int columns) {
        return line.text(new Snapshot(stage, items, 1204, bytes, 1_900_000_000, 0, ""), clock.instant(), columns);
    }

    @Test
    void showsBarBytesTimeLeftRateAndItems() {
        at(Stage.PROCESSING, 0, 0, 120);
        clock.advance(Duration.ofSeconds(2));
        assertEquals("Files and folders processing  ████████████░░░░░░░░░░░░  50%  950 MB of 1.9 GB  0:02 left  "
                + "475 MB/s  602 of 1,204 items",
                at(Stage.PROCESSING, 602, 950_000_000, 140));
    }

    @Test
    void scanningCountsWhatWasFound() {
        assertEquals("Files and folders scanning  1,204 items, 1.9 GB found", at(Stage.SCANNING, 0, 0, 100));
    }

    @Test
    void neverWrapsWhateverTheWidth() {
        at(Stage.PROCESSING, 0, 0, 120);
        clock.advance(Duration.ofSeconds(1));
        for (int columns = 2; columns < 200; columns++) {
            for (Stage stage : Stage.values()) {
                String text = at(stage, 602, 950_000_000, columns);
                assertTrue(text.length() < columns, columns + ": " + text);
            }
        }
    }

    @Test
    void aFullBarIsFull() {
        assertTrue(at(Stage.COMMITTING, 1204, 1_900_000_000, 120).contains("████████████████████████ 100%"));
    }

    @Test
    void theRateIsThatOfTheLastSeconds() {
        var pace = new Pace();
        pace.seen(clock.instant(), 0);
        for (int i = 1; i <= 20; i++) {
            pace.seen(clock.advance(Duration.ofSeconds(1)), i <= 10 ? i * 1000L : 10_000 + (i - 10) * 50L);
        }
        assertEquals(50, pace.perSecond());
        assertEquals(Duration.ofSeconds(2), pace.left(100).orElseThrow());
    }
}
