package org.backupmanager.cli.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.backupmanager.cli.internal.fake.FakeDevice;
import org.backupmanager.cli.internal.fake.Lab;
import org.backupmanager.cli.internal.fake.Lab.Result;
import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.SessionReport.Totals;
import org.backupmanager.model.SessionReport.Type;
import org.backupmanager.model.Trouble;
import org.backupmanager.model.Trouble.Severity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people and scripts see of the commands about sessions that are over. */
class SessionCommandsTest {

    private static final Totals TOTALS = new Totals(1204, 1_900_000_000, 1000, 1_300_000_000, 84_000_000, 2, 3);

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
    void sessionListHasTheColumnsAndWordsThatScriptsRead() {
        lab.device().past(Type.BACKUP, State.COMPLETED_WITH_ERRORS, TOTALS);
        assertEquals("""
                DSRC	TYPE	STATE	FLAGS	START	END	SELS	SELC	PROCS	PROCC	SENTS	ERRC	REMC
                Fake	Backup	CompletedWithErrors	----	2026-11-21 14:05:00	2026-11-21 14:06:00	1900000000	1204	\
                1300000000	1000	84000000	2	3
                """, run("control.session.list", "-machine-readable").out());
    }

    @Test
    void sessionsAreRemovedAndBroughtBack() {
        Result removed = run("control.session.remove", "-session", "3", "-session", "4", "-even-last");
        assertEquals(0, removed.exitCode(), removed.err());
        assertTrue(removed.out().contains("3, 4"), removed.out());
        assertEquals(0, run("control.session.undelete", "-session", "4").exitCode());
        assertEquals(List.of("remove [3, 4] even the last", "undelete [4]"), lab.device().cleanUp().asked);
        assertEquals(2, run("control.session.remove", "-session", "last").exitCode());
        assertEquals(Code.NO_SESSION.exitCode(), run("control.session.remove", "-session", "99").exitCode());
    }

    @Test
    void aPreviewOfCleanUpSaysWhatWouldGoAndWhy() {
        String preview = run("control.cleanup.start", "-preview").out();
        assertEquals(List.of("preview"), lab.device().cleanUp().asked);
        for (String words : List.of("would be done", "purge for good          4", "2 cabinets, 5.0 MB",
                "needed by nobody     1 cabinets, 4.1 kB", "0123456789abcdef")) {
            assertTrue(preview.contains(words), words + " in " + preview);
        }
        assertEquals(0, run("control.cleanup.start", "-wait").exitCode());
        assertEquals(List.of("preview", "run"), lab.device().cleanUp().asked);
    }

    @Test
    void sessionListForPeopleIsAlignedAndShort() {
        lab.device().past(Type.BACKUP, State.COMPLETED, TOTALS);
        lab.device().past(Type.RESTORE, State.ABORTED, Totals.NONE);
        assertEquals("""
                DSRC  TYPE     STATE      FLAGS  START                END                    SELS   SELC   PROCS  PROCC  SENTS  ERRC  REMC  ID
                Fake  Restore  Aborted    ----   2026-11-21 15:05:00  2026-11-21 15:06:00     0 B      0     0 B      0    0 B     0     0   2
                Fake  Backup   Completed  ----   2026-11-21 14:05:00  2026-11-21 14:06:00  1.9 GB  1,204  1.3 GB  1,000  84 MB     2     3   1
                """, run("control.session.list").out());
    }

    @Test
    void aListCanLeaveItsHeaderOutAndTakeAnotherDelimiter() {
        lab.device().past(Type.BACKUP, State.COMPLETED, Totals.NONE);
        assertEquals("Fake;Backup;Completed;----;2026-11-21 14:05:00;2026-11-21 14:06:00;0;0;0;0;0;0;0\n",
                run("-no-header", "control.session.list", "-delimiter", ";").out());
    }

    @Test
    void errorListHasDatetimePathAndContent() {
        SessionReport report = lab.device().past(Type.BACKUP, State.COMPLETED_WITH_ERRORS, TOTALS);
        lab.device().trouble(report, new Trouble(FakeDevice.START, ItemPath.parse("/home/a\tb"), Code.ITEM_UNREADABLE,
                Severity.ERROR, "It could not be read."));
        assertEquals("DATETIME\tPATH\tCONTENT\n2026-11-21 14:05:00\t/home/a\\x09b\tIt could not be read.\n",
                run("control.session.error.list", "-datasource", "Fake", "-machine-readable").out());
    }

    @Test
    void nodeListPages() {
        lab.device().past(Type.BACKUP, State.COMPLETED, TOTALS, "/", "/a", "/a/1", "/a/2", "/b");
        assertEquals("""
                START	END	SIZE	SENTS	PATH
                2026-11-21 14:05:00	2026-11-21 14:06:00	2048	2048	/a/1
                2026-11-21 14:05:00	2026-11-21 14:06:00	2048	2048	/a/2
                """, run("control.session.node.list", "-datasource", "Fake", "-offset", "1", "-limit", "2",
                "-machine-readable").out());
    }

    @Test
    void nodeListReadableIsForPeopleAlsoInScripts() {
        lab.device().past(Type.BACKUP, State.COMPLETED, TOTALS, "/a");
        assertTrue(run("control.session.node.list", "-datasource", "Fake", "-machine-readable", "-readable").out()
                .contains("\t2.0 kB\t2.0 kB\t/a\n"));
    }

    @Test
    void nodeListRemovedNamesWhatTheSessionBeforeHadWithAllBelow() {
        lab.device().past(Type.BACKUP, State.COMPLETED, TOTALS, "/a", "/a/1", "/a/2", "/b", "/b/c", "/b/c/d", "/e");
        lab.device().past(Type.BACKUP, State.FAILED, TOTALS);
        lab.device().past(Type.BACKUP, State.COMPLETED, TOTALS, "/a", "/a/2", "/e");
        assertEquals("PATH\n/a/1\n/b\n/b/c\n/b/c/d\n",
                run("control.session.node.list", "-datasource", "Fake", "-removed", "-machine-readable").out());
    }

    @Test
    void nodeSearchTellsEachVersionAndWhetherThereAreMore() {
        lab.device().past(Type.BACKUP, State.COMPLETED, TOTALS, "/a", "/a/1", "/a/2");
        assertEquals("""
                DSRC	KIND	SIZE	MODIFIED	FIRST	LAST	SESSC	PATH
                Fake	Folder	0	2026-11-21 14:05:00	2026-11-21 14:05:00	2026-11-21 14:05:00	1	/a
                Fake	File	2048	2026-11-21 14:05:00	2026-11-21 14:05:00	2026-11-21 14:05:00	1	/a/1
                """, run("control.session.node.search", "-pattern", "/a", "-limit", "2", "-machine-readable").out());
        assertTrue(run("control.session.node.search", "-pattern", "/a", "-limit", "2").out()
                .contains("There are more"));
        assertFalse(run("control.session.node.search", "-pattern", "/a", "-limit", "3").out()
                .contains("There are more"));
        assertTrue(run("control.session.node.search", "-pattern", "nosuch").out().contains("Nothing fits nosuch."));
    }
}
