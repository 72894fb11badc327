package org.backupmanager.engine.internal.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.backupmanager.engine.internal.search.History;
import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.SessionReport;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.SessionCancelledException;
import org.backupmanager.session.Sessions.Found;
import org.backupmanager.testkit.FakeSource;
import org.backupmanager.testkit.MemoryTransport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searches through sessions that were really made. */
class SearchTest {

    @TempDir
    Path scratch;
    @TempDir
    Path folder;

    private final MemoryTransport storage = new MemoryTransport();
    private final FakeSource source = new FakeSource();
    private final List<SessionReport> sessions = new ArrayList<>();
    private Bench bench;

    @BeforeEach
    void start() {
        bench = new Bench(storage, scratch);
    }

    private void backup() throws Exception {
        sessions.addFirst(bench.backup(source, "/a"));
    }

    private History history() {
        return new History(folder.resolve("search"), bench.depot);
    }

    /** Each version as: path, size, first to last session, how many hold it. */
    private String search(String pattern, int limit) throws BackupException {
        try (History history = history()) {
            return search(history, pattern, limit);
        }
    }

    private String search(History history, String pattern, int limit) throws BackupException {
        var text = new StringBuilder();
        for (Found found : history.search("Fake", sessions, pattern, limit)) {
            for (var version : found.versions()) {
                text.append(found.path()).append(' ').append(version.size()).append(' ').append(version.first().id())
                        .append('-').append(version.last().id()).append(' ').append(version.sessions()).append('\n');
            }
        }
        return text.toString();
    }

    private static byte[] text(String content) {
        return content.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void everyVersionOfAFileIsToldWithTheSessionsThatHoldIt() throws Exception {
        source.tree().file("/a/b/report.odt", text("one")).file("/a/b/other", text("x"));
        backup();
        backup();
        source.tree().file("/a/b/report.odt", text("second"));
        backup();
        source.tree().file("/a/b/other", text("only this changed"));
        backup();
        source.tree().remove("/a/b/report.odt");
        backup();
        source.tree().file("/a/b/report.odt", text("it is back"));
        backup();
        assertEquals("""
                /a/b/report.odt 10 6-6 1
                /a/b/report.odt 6 3-4 2
                /a/b/report.odt 3 1-2 2
                """, search("report", 10));
    }

    @Test
    void theSameWhetherEachSessionWasTakenInByItselfOrAllAtOnce() throws Exception {
        String eachByItself = "";
        for (int i = 0; i < 6; i++) {
            source.tree().file("/a/f" + i, text("" + i)).file("/a/same", text("s".repeat(i / 2 + 1)))
                    .file("/a/" + i + "/deep/er", text("d"));
            if (i == 4) {
                source.tree().remove("/a/f1").remove("/a/2/deep");
            }
            backup();
            eachByItself = search("*", 1000);
        }
        assertTrue(eachByItself.contains("/a/2/deep/er 1 3-4 2\n"), eachByItself);
        assertTrue(eachByItself.contains("/a/f1 1 2-4 3\n"), eachByItself);
        deleteLogs();
        assertEquals(eachByItself, search("*", 1000));
    }

    private void deleteLogs() throws IOException {
        for (Path log : logs()) {
            Files.delete(log);
        }
    }

    private List<Path> logs() throws IOException {
        try (Stream<Path> logs = Files.list(folder.resolve("search"))) {
            return logs.toList();
        }
    }

    @Test
    void pathsComeInTheirOrderAndNoMoreThanWanted() throws Exception {
        source.tree().file("/a/z/1.txt", text("1")).file("/a/m/2.txt", text("2"));
        backup();
        source.tree().file("/a/b/3.txt", text("3")).file("/a/z/1.txt", text("changed"));
        backup();
        assertEquals("/a/b/3.txt 1 2-2 1\n/a/m/2.txt 1 1-2 2\n", search("*.txt", 2));
        assertEquals("/a/z/1.txt 7 2-2 1\n/a/z/1.txt 1 1-1 1\n", search("/a/Z/*", 2));
    }

    @Test
    void whatIsInAFolderThatWentAndOfAFileThatBecameAFolderIsTold() throws Exception {
        source.tree().file("/a/gone/x/deep", text("1")).file("/a/turns", text("22"));
        backup();
        source.tree().remove("/a/gone").remove("/a/turns").file("/a/turns/deep", text("333"));
        backup();
        assertEquals("/a/gone/x/deep 1 1-1 1\n/a/turns/deep 3 2-2 1\n", search("deep", 10));
        String turns = search("turns", 10);
        assertTrue(turns.endsWith("/a/turns 2 1-1 1\n") && turns.contains(" 2-2 1\n"), turns);
    }

    @Test
    void aSessionThatIsNoLongerThereIsNotTold() throws Exception {
        source.tree().file("/a/report", text("1"));
        backup();
        source.tree().file("/a/report", text("22"));
        backup();
        source.tree().file("/a/report", text("333"));
        backup();
        search("report", 10);
        sessions.remove(1);
        assertEquals("/a/report 3 3-3 1\n/a/report 1 1-1 1\n", search("report", 10));
        sessions.removeFirst();
        assertEquals("/a/report 1 1-1 1\n", search("report", 10));
    }

    @Test
    void anUnchangedSessionCostsNothingToSpeakOf() throws Exception {
        for (int i = 0; i < 500; i++) {
            source.tree().file("/a/" + i % 20 + "/file-" + i, text("" + i));
        }
        backup();
        search("file", 1);
        long before = Files.size(logs().getFirst());
        source.tree().file("/a/3/file-3", text("changed"));
        backup();
        search("file", 1);
        assertTrue(Files.size(logs().getFirst()) - before < 100, before + " bytes, then "
                + Files.size(logs().getFirst()));
    }

    @Test
    void aDamagedOrCutLogIsMadeAgain() throws Exception {
        source.tree().file("/a/report", text("1"));
        backup();
        source.tree().file("/a/report", text("22"));
        backup();
        String whole = search("report", 10);
        Path log = logs().getFirst();
        byte[] bytes = Files.readAllBytes(log);
        for (int at = 0; at < bytes.length; at++) {
            byte[] flipped = bytes.clone();
            flipped[at] ^= 0x10;
            Files.write(log, flipped);
            assertEquals(whole, search("report", 10), "byte " + at + " flipped");
            Files.write(log, Arrays.copyOf(bytes, at));
            assertEquals(whole, search("report", 10), "cut to " + at + " bytes");
        }
    }

    @Test
    void namesThatAreNoTextAreFound() throws Exception {
        byte[] name = {'r', (byte) 0xe4, 'x'};
        source.tree().file(ItemPath.of(new byte[] {'a'}).child(name).toString(), text("1"));
        backup();
        assertEquals("/a/r\\xe4x 1 1-1 1\n", search("r?x", 10));
    }

    @Test
    void whatTakesLongIsGivenUpWhenTheDeviceIsClosed() throws Exception {
        source.tree().file("/a/report", text("1"));
        backup();
        History history = history();
        history.close();
        assertThrows(SessionCancelledException.class, () -> search(history, "report", 10));
    }

    @Test
    void theSessionThatJustEndedIsTakenInBeforeTheDeviceIsClosed() throws Exception {
        source.tree().file("/a/report", text("1"));
        backup();
        search("report", 10);
        source.tree().file("/a/report", text("22"));
        backup();
        long before = Files.size(logs().getFirst());
        History history = history();
        history.update("Fake", sessions);
        history.close();
        assertTrue(Files.size(logs().getFirst()) > before);
    }

    @Test
    void anEmptyPatternIsRefused() throws Exception {
        backup();
        assertEquals(Code.BAD_ARGUMENT, assertThrows(BackupException.class, () -> search("", 10)).code());
    }
}
