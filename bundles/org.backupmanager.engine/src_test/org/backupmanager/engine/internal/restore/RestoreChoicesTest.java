package org.backupmanager.engine.internal.restore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

import org.backupmanager.engine.internal.backup.Bench;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Mask;
import org.backupmanager.model.SessionReport;
import org.backupmanager.recovery.RecoveryPlan;
import org.backupmanager.recovery.RecoveryPlan.Choices;
import org.backupmanager.recovery.RecoveryPlan.ExistingFiles;
import org.backupmanager.recovery.RecoveryPlan.Moment;
import org.backupmanager.recovery.RecoveryPlan.OutdatedFiles;
import org.backupmanager.testkit.FakeSource;
import org.backupmanager.testkit.FakeTree;
import org.backupmanager.testkit.MemoryTransport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The choices of control.restore.start, rule by rule. */
class RestoreChoicesTest {

    private static final Path PLACE = Path.of("/place");

    @TempDir
    Path folder;
    private final FakeSource source = new FakeSource();
    private Bench bench;
    private SessionReport session;

    @BeforeEach
    void backUp() throws Exception {
        bench = new Bench(new MemoryTransport(), folder).created();
        source.tree().file("/a/one.txt", bytes("one")).file("/a/two.odt", bytes("two")).file("/b/c/three.txt",
                bytes("three")).file("/b/empty/none", bytes("")).link("/b/link", "c").folder("/d/nothing");
        session = bench.backup(source, "/a", "/b", "/d");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private SessionReport restore(RecoveryPlan plan) throws Exception {
        SessionReport report = bench.restore(source, session, plan);
        assertEquals(SessionReport.State.COMPLETED, report.state(), () -> troubles(report));
        return report;
    }

    private String troubles(SessionReport report) {
        try {
            return bench.troubles(report).toString();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static RecoveryPlan plan(Choices choices) {
        return new RecoveryPlan("Fake", new Moment.Latest(), List.of(), List.of(), Optional.of(PLACE),
                ExistingFiles.OVERWRITE, choices);
    }

    private static Choices masks(String... masks) {
        return new Choices(Stream.of(masks).map(Mask::of).toList(), Optional.empty(), false);
    }

    private static Choices check(OutdatedFiles policy) {
        return new Choices(List.of(), Optional.of(policy), false);
    }

    private FakeTree place() {
        return source.restoredTo(PLACE);
    }

    private String suffixed(String name, String end) {
        return name + "_restored_" + DateTimeFormatter.ofPattern("uuuu-MM-dd_HH-mm-ss")
                .format(session.start().atZone(ZoneId.systemDefault())) + end;
    }

    @Test
    void aMaskBringsBackWhatFitsItAndTheFoldersThatLeadThere() throws Exception {
        restore(plan(masks("*.txt")));
        assertEquals(List.of("/a", "/a/one.txt", "/b", "/b/c", "/b/c/three.txt"), place().paths());
    }

    @Test
    void aMaskThatFitsAFolderBringsBackAllThatIsInIt() throws Exception {
        restore(plan(masks("empty", "/b/l*")));
        assertEquals(List.of("/b", "/b/empty", "/b/empty/none", "/b/link"), place().paths());
    }

    @Test
    void aMaskCountsWithinTheSelectionAndExclusionsTakeAwayFromIt() throws Exception {
        restore(new RecoveryPlan("Fake", new Moment.Latest(), List.of(ItemPath.parse("/b")),
                List.of(ItemPath.parse("/b/link")), Optional.of(PLACE), ExistingFiles.OVERWRITE,
                masks("*n*")));
        assertEquals(List.of("/b", "/b/empty", "/b/empty/none"), place().paths().stream()
                .filter(path -> !path.contains("three")).toList());
        assertTrue(place().paths().stream().noneMatch(path -> path.startsWith("/a") || path.equals("/b/link")));
    }

    @Test
    void nothingIsMadeOfAnExcludedFolder() throws Exception {
        restore(new RecoveryPlan("Fake", new Moment.Latest(), List.of(), List.of(ItemPath.parse("/b")),
                Optional.of(PLACE), ExistingFiles.OVERWRITE));
        assertEquals(List.of("/a", "/a/one.txt", "/a/two.odt", "/d", "/d/nothing"), place().paths());
    }

    @Test
    void aFileWhoseContentIsAlreadyRightIsNotWrittenAgain() throws Exception {
        restore(plan(Choices.NONE));
        place().file("/a/two.odt", bytes("bad"));
        SessionReport again = restore(plan(check(OutdatedFiles.CHECK_ALL)));
        assertArrayEquals(bytes("two"), place().content("/a/two.odt"));
        assertEquals(3, again.totals().processedSize(), "only the wrong one is written");
    }

    @Test
    void aRightContentGetsItsAttributesBack() throws Exception {
        restore(plan(Choices.NONE));
        place().file("/a/two.odt", bytes("two"));
        assertNotEquals(source.tree().item(ItemPath.parse("/a/two.odt")), place().item(ItemPath.parse("/a/two.odt")));
        SessionReport again = restore(plan(check(OutdatedFiles.CHECK_OUTDATED_ONLY)));
        assertEquals(source.tree().item(ItemPath.parse("/a/two.odt")), place().item(ItemPath.parse("/a/two.odt")));
        assertEquals(0, again.totals().processedSize());
    }

    @Test
    void whatWasChangedAfterTheBackupStaysIfOnlyOlderFilesAreReplaced() throws Exception {
        place().file("/a/two.odt", bytes("older"));
        source.tree().file("/a/two.odt", bytes("second"));
        session = bench.backup(source, "/a", "/b", "/d");
        for (int i = 0; i < 50; i++) {
            place().file("/a/one.txt", bytes("newer"));
        }
        for (Choices choices : List.of(Choices.NONE, check(OutdatedFiles.CHECK_ALL))) {
            restore(new RecoveryPlan("Fake", new Moment.Latest(), List.of(), List.of(), Optional.of(PLACE),
                    ExistingFiles.OVERWRITE_OLDER, choices));
            assertArrayEquals(bytes("newer"), place().content("/a/one.txt"));
            assertArrayEquals(bytes("second"), place().content("/a/two.odt"));
            assertArrayEquals(bytes("three"), place().content("/b/c/three.txt"), "what is not there comes back");
        }
    }

    /** The difference between the two policies: damage that changed neither size nor time. */
    @Test
    void onlyOutdatedFilesAreLookedIntoIfThatIsChosen() throws Exception {
        restore(plan(Choices.NONE));
        var attributes = place().item(ItemPath.parse("/a/one.txt")).orElseThrow().attributes();
        place().damage("/a/one.txt", bytes("eno"));
        assertEquals(attributes, place().item(ItemPath.parse("/a/one.txt")).orElseThrow().attributes());

        restore(plan(check(OutdatedFiles.CHECK_OUTDATED_ONLY)));
        assertArrayEquals(bytes("eno"), place().content("/a/one.txt"), "its size and time say that it is right");
        restore(plan(check(OutdatedFiles.CHECK_ALL)));
        assertArrayEquals(bytes("one"), place().content("/a/one.txt"));
    }

    @Test
    void largeFilesAndHolesAreComparedToTheirEnd() throws Exception {
        byte[] large = new byte[9 << 20];
        new Random(1).nextBytes(large);
        source.tree().file("/a/large", large).sparse("/a/sparse", bytes("begin"), 3 << 20);
        session = bench.backup(source, "/a");
        restore(plan(Choices.NONE));
        assertEquals(0, restore(plan(check(OutdatedFiles.CHECK_ALL))).totals().processedSize());

        large[large.length - 1]++;
        place().damage("/a/large", large);
        place().damage("/a/sparse", Arrays.copyOf(bytes("begin x"), 3 << 20));
        restore(plan(check(OutdatedFiles.CHECK_ALL)));
        assertArrayEquals(source.tree().content("/a/large"), place().content("/a/large"));
        assertArrayEquals(source.tree().content("/a/sparse"), place().content("/a/sparse"));
    }

    @Test
    void anItemWhoseNameIsTakenGetsASuffixAndWhatIsThereStays() throws Exception {
        place().file("/a/one.txt", bytes("mine")).file("/b/link", bytes("also mine"));
        var mine = place().item(ItemPath.parse("/a"));
        for (int i = 0; i < 2; i++) {
            restore(plan(new Choices(List.of(), Optional.empty(), true)));
        }
        assertArrayEquals(bytes("mine"), place().content("/a/one.txt"));
        assertArrayEquals(bytes("one"), place().content("/a/" + suffixed("one", ".txt")));
        assertArrayEquals(bytes("one"), place().content("/a/" + suffixed("one", "_2.txt")));
        assertTrue(place().paths().contains("/b/" + suffixed("link", "")));
        assertArrayEquals(bytes("two"), place().content("/a/two.odt"), "a free name needs no suffix");
        assertEquals(mine, place().item(ItemPath.parse("/a")), "a folder that is there is entered as it is");
    }

    @Test
    void aFolderGetsASuffixWhereSomethingElseStandsAndAllInItGoesThere() throws Exception {
        place().file("/b", bytes("no folder"));
        restore(plan(new Choices(List.of(), Optional.empty(), true)));
        assertArrayEquals(bytes("no folder"), place().content("/b"));
        assertArrayEquals(bytes("three"), place().content("/" + suffixed("b", "/c/three.txt")));
    }

    @Test
    void aFileThatIsRightAlreadyNeedsNoSuffix() throws Exception {
        restore(plan(Choices.NONE));
        List<String> before = place().paths();
        restore(new RecoveryPlan("Fake", new Moment.Latest(), List.of(ItemPath.parse("/a")), List.of(),
                Optional.of(PLACE), ExistingFiles.OVERWRITE,
                new Choices(List.of(), Optional.of(OutdatedFiles.CHECK_ALL), true)));
        assertEquals(before, place().paths());
    }

    @Test
    void aSuffixFitsIntoTheLongestName() throws Exception {
        String name = "ü".repeat(125) + ".text";
        source.tree().file("/a/" + name, bytes("long"));
        session = bench.backup(source, "/a");
        place().file("/a/" + name, bytes("mine"));
        restore(plan(new Choices(List.of(), Optional.empty(), true)));
        String longest = place().paths().stream().filter(path -> path.startsWith("/a/ü") && path.contains("_restored"))
                .findFirst().orElseThrow();
        assertTrue(bytes(longest).length - 3 <= 255 && longest.endsWith(".text") && !longest.contains("\\x"), longest);
        assertArrayEquals(bytes("long"), place().content(longest));
    }
}
