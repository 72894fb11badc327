package org.backupmanager.engine.internal.backup;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.backupmanager.engine.internal.backup.Bench.SessionProgress;
import org.backupmanager.engine.internal.home.Aids;
import org.backupmanager.model.Code;
import org.backupmanager.model.Mask;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.Trouble;
import org.backupmanager.session.SessionCancelledException;
import org.backupmanager.source.FreezeContext.Aid;
import org.backupmanager.testkit.FakeTree;
import org.backupmanager.testkit.MemoryTransport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderHintsTest {

    private static final Path OUT = Path.of("out");
    /** Two folders of 100 files: root, s, x, y and the files. */
    private static final int ALL = 204;

    @TempDir
    private Path folder;
    private final NotingSource source = new NotingSource();
    private final FakeTree tree = source.fake().tree();
    private final List<Aid> mistrusted = new ArrayList<>();
    private Bench bench;

    @BeforeEach
    void firstBackup() throws Exception {
        bench = new Bench(new MemoryTransport(), folder);
        bench.aids = new Aids(Set.of(Aid.CHANGE_JOURNAL), Optional.empty(),
                Optional.of(Files.createDirectories(folder.resolve("hints"))), 7, mistrusted::add);
        for (int i = 0; i < 100; i++) {
            tree.file("/s/x/" + i, bytes("x" + i)).file("/s/y/" + i, bytes("y" + i));
        }
        backup();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private SessionReport backup() throws Exception {
        return bench.backup(source, "/s");
    }

    private byte[] restored(SessionReport session, String file) throws Exception {
        bench.restore(source, session, Optional.of(OUT));
        return source.fake().restoredTo(OUT).content(file);
    }

    @Test
    void foldersInWhichNothingHappenedAreNotGoneInto() throws Exception {
        SessionReport session = backup();
        assertEquals(2, source.looked(), "the root and what was chosen");
        assertEquals(ALL, session.totals().selectedCount());
        long size = session.totals().selectedSize();
        tree.file("/s/x/7", bytes("x7 is longer now"));
        source.notes("/s/x");
        session = backup();
        assertEquals(ALL - 100, source.looked());
        assertEquals(ALL, session.totals().selectedCount());
        assertEquals(size + 14, session.totals().selectedSize());
        assertEquals(1, session.totals().processedCount());
        assertArrayEquals(bytes("x7 is longer now"), restored(session, "/s/x/7"));
        assertArrayEquals(bytes("y99"), restored(session, "/s/y/99"));
        source.forgets();
        assertEquals(ALL, backup().totals().selectedCount());
        assertEquals(2, source.looked());
    }

    @Test
    void whatIsGoneIsNoticedBesideFoldersThatAreNotGoneInto() throws Exception {
        for (int i = 0; i < 100; i++) {
            tree.remove("/s/y/" + i);
        }
        tree.remove("/s/y");
        source.notes("/s");
        SessionReport session = backup();
        assertEquals(3, source.looked());
        assertEquals(ALL - 101, session.totals().selectedCount());
        bench.restore(source, session, Optional.of(OUT));
        assertTrue(source.fake().restoredTo(OUT).paths().stream().noneMatch(path -> path.startsWith("/s/y")));
    }

    @Test
    void aWrongHintIsFoundByTheNextFullScanAndMistrustedFromThenOn() throws Exception {
        tree.file("/s/y/3", bytes("nobody notes this"));
        SessionReport misled = backup();
        assertArrayEquals(bytes("y3"), restored(misled, "/s/y/3"), "the test plants no wrong hint");

        bench.clock.advance(Duration.ofDays(8));
        SessionReport full = backup();
        assertEquals(ALL, source.looked());
        assertArrayEquals(bytes("nobody notes this"), restored(full, "/s/y/3"));
        List<Trouble> troubles = bench.troubles(full);
        assertEquals(List.of(Code.HINT_WRONG), troubles.stream().map(Trouble::code).toList());
        assertEquals("/s/y", troubles.getFirst().path().toString());
        assertTrue(troubles.getFirst().detail().contains("change journal"));
        assertEquals(List.of(Aid.CHANGE_JOURNAL), mistrusted);
    }

    @Test
    void aFullScanSaysNothingOfChangesThatWereNoted() throws Exception {
        backup();
        tree.file("/s/y/3", bytes("noted"));
        source.notes("/s/y");
        bench.clock.advance(Duration.ofDays(8));
        SessionReport full = backup();
        assertEquals(ALL, source.looked());
        assertEquals(List.of(), bench.troubles(full));
        assertEquals(List.of(), mistrusted);
    }

    @Test
    void aFileThatCouldNotBeReadIsTriedAgainThoughNothingHappenedInItsFolder() throws Exception {
        source.fake().unreadable("/s/x/7");
        tree.file("/s/x/7", bytes("changed"));
        source.notes("/s/x");
        assertEquals(1, backup().totals().errorCount());
        source.forgets();
        source.fake().well("/s/x/7");
        SessionReport session = backup();
        assertEquals(ALL - 100, source.looked());
        assertArrayEquals(bytes("changed"), restored(session, "/s/x/7"));
    }

    @Test
    void anotherSelectionMeansThatAllFoldersAreGoneInto() throws Exception {
        bench.backup(source, Bench.selection("/s").withMasks(List.of(Mask.of("*.tmp"))), new SessionProgress());
        assertEquals(ALL, source.looked());
    }

    @Test
    void afterASessionThatWasNotCommittedAllFoldersAreGoneInto() throws Exception {
        tree.file("/s/x/7", bytes("changed"));
        source.notes("/s/x");
        var cancelled = new SessionProgress();
        assertThrows(SessionCancelledException.class, () -> bench.backup(source, Bench.selection("/s"), cancelled,
                cancelled.progress::cancel));
        source.forgets();
        SessionReport session = backup();
        assertEquals(ALL, source.looked());
        assertArrayEquals(bytes("changed"), restored(session, "/s/x/7"));
    }

    @Test
    void whatWasChosenByNameIsMissedThoughNothingHappenedInItsFolder() throws Exception {
        SessionReport session = bench.backup(source, "/s", "/s/x/7");
        assertEquals(List.of(), bench.troubles(session));
        bench.backup(source, "/s", "/s/x/7");
        assertEquals(ALL - 100, source.looked(), "only the folder without a chosen file is spared");
    }

    @Test
    void aPersonWhoForbidsItGetsAllFoldersGoneInto() throws Exception {
        bench.aids = new Aids(Set.of(), Optional.empty(), bench.aids.hints(), 7, mistrusted::add);
        backup();
        assertEquals(ALL, source.looked());
    }

    @Test
    void zeroDaysMeanAFullScanEachTime() throws Exception {
        bench.aids = new Aids(Set.of(Aid.CHANGE_JOURNAL), Optional.empty(), bench.aids.hints(), 0, mistrusted::add);
        backup();
        assertEquals(ALL, source.looked());
    }
}
