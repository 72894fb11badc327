package org.backupmanager.cli.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import org.backupmanager.cli.internal.fake.FakeDevice;
import org.backupmanager.cli.internal.fake.Lab;
import org.backupmanager.cli.internal.fake.Lab.Result;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.SessionReport.Totals;
import org.backupmanager.model.SessionReport.Type;
import org.backupmanager.plan.RetentionPolicy;
import org.backupmanager.plan.ScriptRun;
import org.backupmanager.plan.ScriptRun.End;
import org.backupmanager.plan.ScriptRun.Phase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people and scripts see of the commands about plans. */
class PlanCommandsTest {

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

    private void done(String... words) {
        Result result = run(words);
        assertEquals(0, result.exitCode(), result.err());
    }

    private void refused(String word, String... words) {
        Result result = run(words);
        assertEquals(2, result.exitCode());
        assertTrue(result.err().contains(word), result.err());
    }

    @Test
    void scheduleListHasTheColumnsAndWordsThatScriptsRead() {
        done("control.schedule.add", "-name", "Plain");
        done("control.schedule.add", "-name", "Office", "-active", "0", "-time", "08:00", "-every", "15", "-until",
                "18:00", "-days", "Friday,Monday", "-datasources", "Fake", "-pre-backup-action", "3",
                "-post-backup-action", "4");
        done("control.schedule.add", "-name", "Often", "-every", "60");
        assertEquals("""
                ID	ACTV	NAME	TIME	DAYS	DSRC	PRESID	POSTSID
                1	1	Plain	00:00	All	All	0	0
                2	0	Office	08:00-18:00/15	Monday,Friday	Fake	3	4
                3	1	Often	00:00-24:00/60	All	All	0	0
                """, run("control.schedule.list", "-machine-readable").out());
    }

    @Test
    void bandwidthIsShownInTheWordsThatScriptsKnow() {
        done("control.bandwidth.modify", "-active", "1", "-turn-on-at", "22:00", "-turn-off-at", "06:00",
                "-max-upload-speed", "128", "-max-download-speed", "-1", "-unlimited-days", "Sunday,Saturday",
                "-plugins-to-cancel", "Fake");
        assertEquals("""
                NAME	VALUE
                limitBandWidth	1
                turnOnAt	22:00
                turnOffAt	06:00
                maxUploadSpeed	128
                maxDownloadSpeed	-1
                dataThroughputUnits	KBits
                unlimitedDays	Saturday,Sunday
                pluginsToCancel	Fake
                limitedNow	0
                """, run("control.bandwidth.get", "-machine-readable").out());
        done("control.bandwidth.modify", "-unlimited-days", "None", "-plugins-to-cancel", "None");
        assertTrue(run("control.bandwidth.get", "-machine-readable").out().contains("unlimitedDays	None"));
        refused("128", "control.bandwidth.modify", "-max-upload-speed", "127");
        refused("-max-download-speed", "control.bandwidth.modify", "-max-download-speed", "fast");
        refused("-turn-on-at", "control.bandwidth.modify", "-turn-on-at", "25:00");
        refused("-active", "control.bandwidth.modify");
    }

    @Test
    void peopleAreToldWhenAScheduleComesNextAndThatNobodyIsThere() {
        String out = run("control.schedule.add", "-name", "Nightly", "-time", "02:00").out();
        assertTrue(out.contains("Schedule with ID #1 successfully created.") && out.contains("2026-11-22 02:00:00")
                && out.contains("control.service.run"), out);
        assertTrue(run("control.schedule.list").out().contains("2026-11-22 02:00:00"));
    }

    @Test
    void whatIsNotGivenStaysAsItIs() {
        done("control.schedule.add", "-name", "Office", "-time", "08:00", "-every", "15", "-until", "18:00", "-days",
                "Mon");
        done("control.schedule.modify", "-id", "1", "-name", "New");
        assertEquals("1\t1\tNew\t08:00-18:00/15\tMonday\tAll\t0\t0\n", rows("control.schedule.list"));
        done("control.schedule.modify", "-id", "1", "-every", "0", "-days", "all");
        assertEquals("1\t1\tNew\t08:00\tAll\tAll\t0\t0\n", rows("control.schedule.list"));
        done("control.schedule.remove", "-id", "1");
        assertEquals("", rows("control.schedule.list"));
    }

    private String rows(String command) {
        return run(command, "-machine-readable", "-no-header").out();
    }

    @Test
    void aScheduleThatMakesNoSenseIsRefused() {
        refused("25:00", "control.schedule.add", "-name", "x", "-time", "25:00");
        refused("Fryday", "control.schedule.add", "-name", "x", "-days", "Fryday");
        refused("1441", "control.schedule.add", "-name", "x", "-every", "1441");
        refused("-every", "control.schedule.add", "-name", "x", "-until", "18:00");
        refused("-name", "control.schedule.add");
        refused("7", "control.schedule.modify", "-id", "7", "-active", "0");
        assertEquals("", rows("control.schedule.list"));
        assertEquals(9, run("control.schedule.add", "-name", "x", "-datasources", "Nothing").exitCode());
    }

    @Test
    void scriptListHasTheColumnsAndWordsThatScriptsRead() throws Exception {
        Files.writeString(folder.resolve("stop.sh"), "systemctl stop shop\n");
        done("control.script.add", "-name", "stop shop", "-content-file", "stop.sh", "-user", "operator", "-password",
                "hush", "-fail-session-on-error", "1", "-timeout", "60");
        done("control.script.add", "-name", "usual", "-content-file", "stop.sh");
        assertEquals("""
                ID	NAME	USER	PASWD	TOUT	FAIL
                1	stop shop	operator	-	60	1
                2	usual	operator	-	3600	0
                """, run("control.script.list", "-machine-readable").out());
        done("control.script.modify", "-id", "1", "-timeout", "0", "-user", "operator", "-password", "hush");
        assertEquals("systemctl stop shop\n", lab.device().plans().scripts().all().get(1).content());
        assertEquals("1\tstop shop\toperator\t-\t0\t1\n", rows("control.script.list").lines().findFirst().orElse("")
                + "\n");
    }

    @Test
    void aScriptForAnotherUserOrWithoutItsFileIsRefused() throws Exception {
        Files.writeString(folder.resolve("stop.sh"), "true\n");
        Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe});
        refused("operator", "control.script.add", "-name", "x", "-content-file", "stop.sh", "-user", "root");
        refused("nothing.sh", "control.script.add", "-name", "x", "-content-file", "nothing.sh");
        refused("UTF-8", "control.script.add", "-name", "x", "-content-file", "binary");
    }

    @Test
    void aSessionShowsHowItsScriptsWent() {
        SessionReport report = lab.device().past(Type.BACKUP, State.COMPLETED, Totals.NONE);
        lab.device().plans().ran(report.id(), new ScriptRun("stop shop", Phase.BEFORE, FakeDevice.START,
                Duration.ofMillis(1200), End.ENDED, 3, "no such unit\nbye"));
        assertEquals("START\tPHASE\tNAME\tRESULT\tEXIT\tMS\tOUTPUT\n"
                + "2026-11-21 14:05:00\tBefore\tstop shop\tEnded\t3\t1200\tno such unit\\x0abye\n",
                run("control.session.script.list", "-session", "1", "-machine-readable").out());
        assertEquals("""
                2026-11-21 14:05:00  "stop shop" before the backup: exit code 3 after 1200 ms
                  no such unit
                  bye
                """, run("control.session.script.list", "-session", "1").out());
    }

    @Test
    void archivingListHasTheColumnsAndWordsThatScriptsRead() {
        assertEquals("Archiving rule with ID #1 successfully created.\n",
                run("control.archiving.add", "-name", "Daily").out());
        done("control.archiving.add", "-name", "Some", "-active", "0", "-time", "18:30", "-datasources", "Fake",
                "-months", "jan,December", "-days-of-month", "2,[5-10],20,Last");
        done("control.archiving.add", "-name", "Fridays", "-day-of-week", "Friday", "-weeks", "1,Last");
        assertEquals("""
                ID	ACTV	NAME	DSRC	TIME	MONTHS	MDAYS	WEEKS	WDAYS
                1	1	Daily	All	00:00	All	[1-31]	-	-
                2	0	Some	Fake	18:30	Jan,Dec	2,[5-10],20,Last	-	-
                3	1	Fridays	All	00:00	All	-	1,Last	Friday
                """, run("control.archiving.list", "-machine-readable").out());
        done("control.archiving.modify", "-id", "3", "-weeks", "All");
        done("control.archiving.modify", "-id", "1", "-weeks", "2", "-day-of-week", "Sunday");
        done("control.archiving.remove", "-id", "2");
        assertEquals("1\t1\tDaily\tAll\t00:00\tAll\t-\t2\tSunday\n3\t1\tFridays\tAll\t00:00\tAll\t-\tAll\tFriday\n",
                rows("control.archiving.list"));
    }

    @Test
    void anArchivingRuleGoesEitherByDaysOrByWeeks() {
        refused("either", "control.archiving.add", "-name", "x", "-days-of-month", "1", "-weeks", "1", "-day-of-week",
                "Friday");
        refused("together", "control.archiving.add", "-name", "x", "-weeks", "1");
        refused("32", "control.archiving.add", "-name", "x", "-days-of-month", "32");
        refused("Fryday", "control.archiving.add", "-name", "x", "-weeks", "1", "-day-of-week", "Fryday");
    }

    @Test
    void aMarkIsTakenOffOnlyWhereItIsConfirmed() {
        SessionReport report = lab.device().past(Type.BACKUP, State.COMPLETED, Totals.NONE);
        lab.device().archive(report);
        assertTrue(rows("control.session.list").contains("\tA---\t"));
        refused("-yes", "control.archiving.clear", "-all");
        refused("-session", "control.archiving.clear", "-yes");
        assertTrue(rows("control.session.list").contains("\tA---\t"));
        done("control.archiving.clear", "-session", "1", "-yes");
        assertTrue(rows("control.session.list").contains("\t----\t"));
        assertEquals("No such session is archived.\n", run("control.archiving.clear", "-all", "-yes").out());
    }

    @Test
    void aSessionIsHeldUntilItIsReleased() {
        lab.device().past(Type.BACKUP, State.COMPLETED, Totals.NONE);
        done("control.session.hold", "-session", "1");
        assertTrue(rows("control.session.list").contains("\t--H-\t"));
        done("control.session.release", "-session", "1");
        assertTrue(rows("control.session.list").contains("\t----\t"));
        assertEquals(10, run("control.session.release", "-session", "1").exitCode());
        refused("0", "control.session.hold", "-session", "0");
    }

    @Test
    void aPolicyIsSetRuleByRule() {
        assertTrue(run("control.retention.list").out().contains("every session is kept"));
        done("control.retention.modify", "-datasource", "all", "-last", "7", "-days", "30");
        done("control.retention.modify", "-datasource", "Fake", "-days", "0", "-years", "5");
        assertEquals("DSRC\tLAST\tDAYS\tWEEKS\tMONTHS\tYEARS\nFake\t7\t0\t0\t0\t5\n",
                run("control.retention.list", "-machine-readable").out());
        refused("-last", "control.retention.modify", "-datasource", "Fake");
        refused("100001", "control.retention.modify", "-datasource", "Fake", "-days", "100001");
    }

    @Test
    void aPreviewSaysWhatWouldGoAndWhy() {
        for (int i = 0; i < 3; i++) {
            lab.device().past(Type.BACKUP, State.COMPLETED, Totals.NONE);
        }
        lab.device().archive(lab.device().reports().getLast());
        assertEquals("""
                ID	DSRC	STATE	START	FATE	REASON
                3	Fake	Completed	2026-11-21 16:05:00	Keep	Last:1
                2	Fake	Completed	2026-11-21 15:05:00	Remove	NoRule
                1	Fake	Completed	2026-11-21 14:05:00	Keep	Archived
                """, run("control.retention.preview", "-last", "1", "-machine-readable").out());
        assertEquals(RetentionPolicy.EVERYTHING, lab.device().plans().retention().policies()
                .getOrDefault("Fake", RetentionPolicy.EVERYTHING), "nothing is set by a preview");
        assertFalse(run("control.retention.preview").out().contains("NoRule"), "nothing is set");
    }

    @Test
    void whatNoPolicyKeepsIsTakenToQuarantineAndListed() {
        for (int i = 0; i < 2; i++) {
            lab.device().past(Type.BACKUP, State.COMPLETED, Totals.NONE);
        }
        done("control.retention.modify", "-datasource", "Fake", "-last", "1");
        assertEquals("ID\tDSRC\tSTATE\tSTART\n1\tFake\tCompleted\t2026-11-21 14:05:00\n",
                run("control.retention.start", "-machine-readable").out());
    }
}
