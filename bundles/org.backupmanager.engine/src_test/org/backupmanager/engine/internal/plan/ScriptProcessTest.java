package org.backupmanager.engine.internal.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

import org.backupmanager.plan.Script;
import org.backupmanager.plan.ScriptRun;
import org.backupmanager.plan.ScriptRun.End;
import org.backupmanager.plan.ScriptRun.Phase;
import org.backupmanager.testkit.Await;
import org.backupmanager.testkit.FakeClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** How scripts run and end. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class ScriptProcessTest {

    private static final BooleanSupplier NEVER = () -> false;

    @TempDir
    private Path folder;
    private Map<String, String> environment = Map.of("PATH", "/usr/bin:/bin", "LC_ALL", "C", "LANG", "C");

    private ScriptRun run(String content, Duration timeout, BooleanSupplier cancelled) throws Exception {
        Path file = folder.resolve("script 1");
        Files.writeString(file, content);
        return new ScriptProcess("Linux", environment, new FakeClock()).run(new ScriptProcess.Task(
                new Script("test", content, timeout, false), file, Phase.BEFORE,
                        Map.of("BACKUP_MANAGER_PHASE", "Before")),
                cancelled);
    }

    private ScriptRun run(String content) throws Exception {
        return run(content, Duration.ZERO, NEVER);
    }

    @Test
    void bothOutputsAndTheExitCodeAreKept() throws Exception {
        ScriptRun run = run("echo out\necho err >&2\nexit 3\n");
        assertEquals("out\nerr", run.output());
        assertEquals(3, run.exitCode());
        assertEquals(End.ENDED, run.end());
        assertFalse(run.succeeded());
        assertTrue(run("true").succeeded());
    }

    @Test
    void theInterpreterOfTheFirstLineRunsIt() throws Exception {
        assertEquals("6", run("#!" + awk() + " -f\nBEGIN { print 2 * 3 }").output());
        assertEquals(End.NOT_STARTED, run("#!/no/such/interpreter\n").end());
    }

    private static String awk() {
        return Files.exists(Path.of("/usr/bin/awk")) ? "/usr/bin/awk" : "/bin/awk";
    }

    @Test
    void aScriptOnWindowsIsRunByCmd() throws Exception {
        Path file = Files.writeString(folder.resolve("script-1"), "echo %DATE%");
        assertEquals(List.of("cmd.exe", "/d", "/c", file + ".cmd"),
                new ScriptProcess("Windows 11", Map.of(), new FakeClock()).command(file));
    }

    @Test
    void noSecretOfThisProcessReachesAScript() throws Exception {
        environment = Map.of("PATH", "/usr/bin:/bin", "LC_TIME", "C", "BACKUP_PASSPHRASE", "hush",
                "AWS_SECRET_ACCESS_KEY", "hush", "BACKUP_MANAGER_LAUNCHER", "hush");
        String output = run("env").output();
        assertFalse(output.contains("hush"), output);
        assertTrue(output.contains("BACKUP_MANAGER_PHASE=Before") && output.contains("LC_TIME=C"), output);
    }

    @Test
    void aScriptThatTakesTooLongIsEndedWithAllItsChildren() throws Exception {
        Path pids = folder.resolve("pids");
        ScriptRun run = run("""
                echo $$ >> PIDS
                sleep 1000 &
                echo $! >> PIDS
                sh -c "trap '' TERM; sleep 1001 & echo \\$! >> PIDS; wait; sleep 1002" &
                echo $! >> PIDS
                sleep 1003
                """.replace("PIDS", pids.toString()), Duration.ofSeconds(1), NEVER);
        assertEquals(End.TIMED_OUT, run.end());
        assertEquals(-1, run.exitCode());
        assertAllEnded(pids, 4);
    }

    @Test
    void aScriptEndsWithItsSession() throws Exception {
        Path pids = folder.resolve("pids");
        ScriptRun run = run("sleep 2000 & echo $! >> '" + pids + "'; wait", Duration.ZERO, () -> Files.exists(pids));
        assertEquals(End.CANCELLED, run.end());
        assertAllEnded(pids, 1);
    }

    private static void assertAllEnded(Path pids, int count) throws IOException {
        List<Long> all = Files.readAllLines(pids).stream().map(Long::parseLong).toList();
        assertEquals(count, all.size());
        Await.until("all processes of the script have ended", () -> all.stream()
                .noneMatch(pid -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent()));
    }

    @Test
    void aServiceThatAScriptStartsIsLeftAloneAndNotWaitedFor() throws Exception {
        Path pid = folder.resolve("pid");
        ScriptRun run = run("sleep 30 &\necho $! > '" + pid + "'\necho started");
        assertTrue(run.succeeded());
        assertEquals("started", run.output());
        ProcessHandle service = ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
        assertTrue(service.isAlive());
        service.destroyForcibly();
    }

    @Test
    void ofMuchOutputTheBeginningAndTheEndAreKept() throws Exception {
        String output = run("echo first; i=0; while [ $i -lt 20000 ]; do echo 0123456789; i=$((i+1)); done; echo last")
                .output();
        assertTrue(output.startsWith("first\n") && output.endsWith("\nlast"), () -> output.substring(0, 50));
        assertTrue(output.length() < 2 * ScriptOutput.PART + 100, () -> "" + output.length());
        assertTrue(output.contains("[... "), "what is left out is told");
    }

    @Test
    void aScriptThatReadsItsInputFindsNone() throws IOException, Exception {
        assertEquals("nothing", run("read line || echo nothing", Duration.ofSeconds(20), NEVER).output());
    }
}
