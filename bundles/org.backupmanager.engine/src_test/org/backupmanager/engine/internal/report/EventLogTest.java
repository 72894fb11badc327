package org.backupmanager.engine.internal.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.SessionReport.Totals;
import org.backupmanager.model.SessionReport.Type;
import org.backupmanager.model.Trouble;
import org.backupmanager.model.Trouble.Severity;
import org.backupmanager.recovery.StorageHealth.Parity;
import org.backupmanager.testkit.FakeClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What programs read about sessions while they run. */
class EventLogTest {

    @TempDir
    private Path folder;
    private final FakeClock clock = new FakeClock(Instant.parse("2026-11-23T06:00:00Z"));

    private static SessionReport report(long id) {
        Instant start = Instant.parse("2026-11-23T05:59:00Z");
        return new SessionReport(new SessionId(id), "FileSystem", Type.BACKUP, State.COMPLETED_WITH_ERRORS, false,
                start, Optional.of(start.plusMillis(3400)), new Totals(4, 100, 3, 90, 50, 1, 0));
    }

    private List<String> lines(String file) throws Exception {
        return Files.readAllLines(folder.resolve(file));
    }

    @Test
    void theEndOfASessionIsOneLineWithEverything() throws Exception {
        var trouble = new Trouble(clock.instant(), ItemPath.parse("/a \"b\"\n\u00e4"), Code.ITEM_UNREADABLE,
                Severity.ERROR, "It could not be read: no.");
        new EventLog(folder, clock).ended(report(7), List.of(trouble));
        assertEquals(List.of("{\"time\":\"2026-11-23T06:00:00Z\",\"event\":\"ended\",\"session\":7,"
                + "\"source\":\"FileSystem\",\"type\":\"Backup\",\"state\":\"CompletedWithErrors\",\"code\":8,"
                + "\"archived\":false,\"start\":\"2026-11-23T05:59:00Z\",\"durationMillis\":3400,\"selectedCount\":4,"
                + "\"selectedSize\":100,\"processedCount\":3,\"processedSize\":90,\"sentSize\":50,\"removedCount\":0,"
                + "\"errorCount\":1,\"errors\":[{\"time\":\"2026-11-23T06:00:00Z\","
                + "\"path\":\"/a \\\"b\\\"\\u000a\\u00e4\",\"code\":\"ITEM_UNREADABLE\",\"severity\":\"Error\","
                + "\"detail\":\"It could not be read: no.\"}]}"), lines("events.jsonl"));
    }

    @Test
    void parityThatFailsSaysWhy() throws Exception {
        new EventLog(folder, clock).parity(new Parity("20+2", Parity.State.FAILED, 20, 24, 1, 0, 0, 0,
                "The disk is full.", Optional.of(clock.instant())));
        assertEquals(List.of("{\"time\":\"2026-11-23T06:00:00Z\",\"event\":\"parity\",\"state\":\"Failed\","
                + "\"groups\":0,\"groupsExpected\":0,\"coveredCabinets\":20,\"openCabinets\":24,"
                + "\"detail\":\"The disk is full.\"}"), lines("events.jsonl"));
    }

    @Test
    void twoFilesAreKeptAndNoLineIsCut() throws Exception {
        var log = new EventLog(folder, clock, 300);
        for (int i = 1; i <= 20; i++) {
            log.started(report(i));
        }
        List<String> both = new ArrayList<>(lines("events.1.jsonl"));
        both.addAll(lines("events.jsonl"));
        assertTrue(both.size() >= 4 && both.size() < 20, both::toString);
        for (int i = 0; i < both.size(); i++) {
            assertTrue(both.get(i).contains("\"session\":" + (21 - both.size() + i) + ","), both.get(i));
            assertTrue(both.get(i).endsWith("}"), both.get(i));
        }
        assertTrue(Files.size(folder.resolve("events.1.jsonl")) < 500);
    }

    @Test
    void eventsAreForTheOwnerOfTheHome() throws Exception {
        new EventLog(folder, clock).started(report(1));
        assertEquals("rw-------", PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("events.jsonl"))));
    }
}
