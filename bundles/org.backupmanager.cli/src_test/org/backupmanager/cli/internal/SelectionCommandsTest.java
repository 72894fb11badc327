package org.backupmanager.cli.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.backupmanager.cli.internal.fake.Lab;
import org.backupmanager.cli.internal.fake.Lab.Result;
import org.backupmanager.model.ItemPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people and scripts see of the commands about what is protected, and of settings. */
class SelectionCommandsTest {

    @TempDir
    Path folder;
    private Lab lab;

    @BeforeEach
    void makeLab() {
        lab = Lab.in(folder);
    }

    private Result run(String... words) {
        return new CommandBench(lab, Optional.empty()).run(words);
    }

    @Test
    void copiesAreRemovedWithASelectionOnlyWhereThatIsSaidTwice() {
        run("control.selection.modify", "-datasource", "Fake", "-include", "/home");
        Result shown = run("control.selection.clear", "-datasource", "Fake", "-remove-copies");
        assertEquals(2, shown.exitCode());
        assertTrue(shown.err().contains("-yes"), shown.err());
        assertFalse(lab.device().selection("Fake").isEmpty(), "nothing is changed by half");
        assertEquals(0, run("control.selection.clear", "-datasource", "Fake", "-remove-copies", "-yes").exitCode());
        assertTrue(lab.device().selection("Fake").isEmpty());
    }

    @Test
    void kindsOfFilesAreChosenListedAndTakenBack() {
        run("control.selection.modify", "-datasource", "Fake", "-include-kind", "documents,Pictures", "-exclude",
                "/usr", "-priority", "High");
        assertEquals("DSRC\tTYPE\tPRIO\tPATH\nFake\tInclusive\tHigh\tKind:Documents\n"
                + "Fake\tInclusive\tHigh\tKind:Pictures\nFake\tExclusive\t-\t/usr\n",
                run("control.selection.list", "-machine-readable").out());
        run("control.selection.modify", "-datasource", "Fake", "-exclude-kind", "All");
        assertTrue(lab.device().selection("Fake").isEmpty());
        Result refused = run("control.selection.modify", "-datasource", "Fake", "-include-kind", "Letters");
        assertEquals(2, refused.exitCode());
        assertTrue(refused.err().contains("Letters") && refused.err().contains("Documents"), refused.err());
    }

    @Test
    void selectionListHasItsColumnsAndWords() {
        run("control.selection.modify", "-datasource", "Fake", "-include", "/home", "-exclude", "/home/tmp",
                "-priority", "High");
        assertEquals("DSRC\tTYPE\tPRIO\tPATH\nFake\tInclusive\tHigh\t/home\nFake\tExclusive\t-\t/home/tmp\n",
                run("control.selection.list", "-machine-readable").out());
    }

    @Test
    void pathsToBeExcludedCanOnlyBeSubpathsOfThoseToBeIncluded() {
        Result result = run("control.selection.modify", "-datasource", "Fake", "-include", "/home", "-exclude", "/etc");
        assertEquals(2, result.exitCode());
        assertTrue(result.err().contains("Paths to be excluded can only be subpaths of those to be included."),
                result.err());
        assertTrue(lab.device().selection("Fake").isEmpty(), "nothing is changed by half");
    }

    @Test
    void excludingAnIncludedPathTakesItBack() {
        run("control.selection.modify", "-datasource", "Fake", "-include", "/home", "-include", "/etc");
        run("control.selection.modify", "-datasource", "Fake", "-exclude", "/etc");
        assertEquals("DSRC\tTYPE\tPRIO\tPATH\nFake\tInclusive\tNormal\t/home\n",
                run("control.selection.list", "-machine-readable").out());
    }

    @Test
    void relativePathsAreThoseOfTheCallersFolder() throws IOException {
        Files.createDirectory(folder.resolve("docs"));
        run("control.selection.modify", "-datasource", "Fake", "-include", "docs", "-include", "./later");
        assertEquals(List.of(ItemPath.parse(folder + "/docs"), ItemPath.parse(folder + "/later")),
                List.copyOf(lab.device().selection("Fake").includes().keySet()));
    }

    @Test
    void clearingForgetsTheSelection() {
        run("control.selection.modify", "-datasource", "Fake", "-include", "/home");
        run("control.selection.clear");
        assertTrue(lab.device().selection("Fake").isEmpty());
    }

    @Test
    void masksAreNotAddedTwiceNotMissedAndAddedWhereTheyAreInBothLists() {
        run("control.filter.modify", "-add", "*.tmp", "*.bak", "-add", "*.tmp");
        run("control.filter.modify", "-remove", "*.bak", "*.gone", "*.iso", "-add", "*.iso");
        assertEquals("*.tmp\n*.iso\n", run("control.filter.list").out());
    }

    @Test
    void settingsAreListedAndChangedInPairs() {
        assertEquals(0, run("control.setting.modify", "-name", "Language", "-value", "de", "-name", "Device", "-value",
                "-x-").exitCode());
        assertEquals(List.of("NAME VALUE", "Device -x-", "Language de"), run("control.setting.list").out().lines()
                .map(line -> line.replaceAll(" +", " ")).toList());
        String all = run("control.setting.list", "-machine-readable").out();
        assertTrue(all.startsWith("NAME\tVALUE\nDevice\t-x-\nLanguage\tde\nLocalSpeedVaultEnabled\t0\n"), all);
        assertEquals(2, run("control.setting.modify", "-name", "Language", "-name", "Device", "-value",
                "x").exitCode());
        assertEquals(2, run("control.setting.modify", "-name", "Tongue", "-value", "x").exitCode());
    }
}
