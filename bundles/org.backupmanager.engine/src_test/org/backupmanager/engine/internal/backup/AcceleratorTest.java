package org.backupmanager.engine.internal.backup;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import org.backupmanager.engine.internal.home.Aids;
import org.backupmanager.model.Code;
import org.backupmanager.model.SessionReport;
import org.backupmanager.source.FreezeContext.Aid;
import org.backupmanager.source.Stretch;
import org.backupmanager.testkit.MemoryTransport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AcceleratorTest {

    private static final Path OUT = Path.of("out");
    private static final String FILE = "/a/image";
    private static final int MIB = 1 << 20;
    private static final int SIZE = 24 * MIB;
    private static final int PLACE = 13 * MIB;

    @TempDir
    private Path folder;
    private final CountingSource source = new CountingSource("Fake");
    private final List<Aid> mistrusted = new ArrayList<>();
    private final byte[] content = new byte[SIZE];
    private Bench bench;

    @BeforeEach
    void firstBackup() throws Exception {
        bench = new Bench(new MemoryTransport(), folder);
        bench.aids = aids(7);
        new Random(1).nextBytes(content);
        source.tree().file(FILE, content);
        source.says(FILE, new Stretch(0, SIZE, 1000, 0, 1));
        bench.backup(source, "/a");
    }

    private Aids aids(int days) throws Exception {
        Path hints = Files.createDirectories(folder.resolve("hints"));
        return new Aids(Set.of(Aid.ACCELERATOR), Optional.empty(), Optional.of(hints), days, mistrusted::add);
    }

    private void change(int place) {
        content[place]++;
        source.tree().file(FILE, content.clone());
    }

    private void tellTheTruthAbout(int place) {
        source.says(FILE, new Stretch(0, place, 1000, 0, 1), new Stretch(place, 4096, 99_000, 0, 2),
                new Stretch(place + 4096, SIZE - place - 4096, 1000, place + 4096, 1));
    }

    private long readBy(SessionReport[] session) throws Exception {
        long before = source.bytesRead();
        session[0] = bench.backup(source, "/a");
        return source.bytesRead() - before;
    }

    private byte[] restored(SessionReport session) throws Exception {
        bench.restore(source, session, Optional.of(OUT));
        return source.fake().restoredTo(OUT).content(FILE);
    }

    @Test
    void ofALargeFileOnlyWhatChangedIsRead() throws Exception {
        change(PLACE);
        tellTheTruthAbout(PLACE);
        var session = new SessionReport[1];
        long read = readBy(session);
        assertTrue(read > 0 && read <= 4 * MIB + 1, "one slice of at most 4 MiB, not " + read);
        assertArrayEquals(content, restored(session[0]));
        assertEquals(SIZE, session[0].totals().processedSize());
        assertTrue(session[0].totals().sentSize() < 5 * MIB);
    }

    @Test
    void whatGrewOrWasCutOffIsReadToo() throws Exception {
        byte[] longer = java.util.Arrays.copyOf(content, SIZE + 3 * MIB);
        source.tree().file(FILE, longer);
        source.says(FILE, new Stretch(0, SIZE, 1000, 0, 1), new Stretch(SIZE, 3 * MIB, 2000, 0, 2));
        assertArrayEquals(longer, restored(bench.backup(source, "/a")));
        byte[] shorter = java.util.Arrays.copyOf(content, SIZE - 5 * MIB - 1);
        source.tree().file(FILE, shorter);
        source.says(FILE, new Stretch(0, SIZE - 5 * MIB - 1, 1000, 0, 1));
        var session = new SessionReport[1];
        assertTrue(readBy(session) <= 4 * MIB);
        assertArrayEquals(shorter, restored(session[0]));
    }

    @Test
    void aWrongHintIsFoundByTheNextFullScanAndMistrustedFromThenOn() throws Exception {
        byte[] before = content.clone();
        change(PLACE);
        SessionReport misled = bench.backup(source, "/a");
        assertArrayEquals(before, restored(misled), "the test plants no wrong hint");
        assertEquals(List.of(), bench.troubles(misled));

        bench.clock.advance(Duration.ofDays(8));
        SessionReport full = bench.backup(source, "/a");
        assertArrayEquals(content, restored(full), "the file itself did not change since");
        assertEquals(List.of(Code.HINT_WRONG), bench.troubles(full).stream().map(trouble -> trouble.code()).toList());
        assertTrue(bench.troubles(full).getFirst().detail().contains("Backup Accelerator"));
        assertEquals(List.of(Aid.ACCELERATOR), mistrusted);
    }

    @Test
    void aFullScanThatFindsAllHintsRightSaysNothingAndReadsTheFileOnlyOnce() throws Exception {
        change(PLACE);
        tellTheTruthAbout(PLACE);
        bench.backup(source, "/a");
        bench.clock.advance(Duration.ofDays(8));
        var session = new SessionReport[1];
        assertEquals(SIZE, readBy(session));
        assertEquals(List.of(), bench.troubles(session[0]));
        assertEquals(List.of(), mistrusted);
        assertEquals(0, readBy(session), "it is proven now");
        bench.clock.advance(Duration.ofDays(8));
        assertEquals(0, readBy(session), "it still is");
    }

    @Test
    void aClockThatWasSetBackMeansAFullScan() throws Exception {
        change(PLACE);
        bench.clock.advance(Duration.ofDays(-30));
        SessionReport full = bench.backup(source, "/a");
        assertArrayEquals(content, restored(full));
        assertEquals(List.of(Aid.ACCELERATOR), mistrusted);
    }

    @Test
    void whenTheAcceleratorIsSwitchedOffWhatItHelpedToStoreIsReadAgain() throws Exception {
        change(PLACE);
        bench.backup(source, "/a");
        bench.aids = new Aids(Set.of(), Optional.empty(), bench.aids.hints(), 7, mistrusted::add);
        source.says(FILE);
        assertArrayEquals(content, restored(bench.backup(source, "/a")));
    }

    @Test
    void whatIsKnownCountsOnlyForTheContentThatItWasWrittenWith() throws Exception {
        byte[] before = content.clone();
        Aids with = bench.aids;
        bench.aids = Aids.NONE;
        change(PLACE);
        bench.backup(source, "/a");
        bench.aids = with;
        source.tree().file(FILE, before);
        assertArrayEquals(before, restored(bench.backup(source, "/a")),
                "the stretches are those of the first session, the content to compare with is that of the second");
    }

    @Test
    void whatCannotBeUnderstoodCountsAsNothing() throws Exception {
        try (var files = Files.list(folder.resolve("hints"))) {
            for (Path file : files.filter(one -> !one.endsWith("full-scan")).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                bytes[bytes.length / 2] ^= 1;
                Files.write(file, bytes);
            }
        }
        change(PLACE);
        var session = new SessionReport[1];
        assertEquals(SIZE, readBy(session));
        assertArrayEquals(content, restored(session[0]));
        assertFalse(bench.aids.hints().isEmpty());
    }
}
