package org.backupmanager.engine.internal.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.backupmanager.engine.internal.home.Home;
import org.backupmanager.plan.Script;
import org.backupmanager.plan.ScriptRun;
import org.backupmanager.plan.ScriptRun.End;
import org.backupmanager.plan.ScriptRun.Phase;

/**
 * Runs a script to its end, with all processes it starts. It gets no environment of ours but what a program needs to
 * run
 * at all: secrets that somebody gave this process do not reach it.
 *
 * @param system name of the operating system
 * @param environment of this process
 * @param clock for its start
 */
record ScriptProcess(String system, Map<String, String> environment, InstantSource clock) {

    private static final System.Logger LOG = System.getLogger(ScriptProcess.class.getName());
    /** What a program needs to find others, its files and its language; compared in upper case. */
    private static final Set<String> HARMLESS = Set.of("PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LANGUAGE",
            "TZ", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PATHEXT", "USERNAME",
            "USERPROFILE", "APPDATA", "LOCALAPPDATA", "PROGRAMDATA", "PROGRAMFILES", "HOMEDRIVE", "HOMEPATH");
    /** How often it is looked after. */
    private static final long LOOK_MILLIS = 100;
    /** How long it may take to end once it is asked to, and to write its last words. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /**
     * What to run.
     *
     * @param script with its time-out
     * @param file that holds its content
     * @param phase when it runs
     * @param facts variables it gets
     */
    record Task(Script script, Path file, Phase phase, Map<String, String> facts) {
    }

    /** Runs it; says how it went in every case. */
    ScriptRun run(Task task, BooleanSupplier cancelled) throws InterruptedException {
        Instant start = clock.instant();
        long begun = System.nanoTime();
        Process process;
        try {
            process = builder(task).start();
            process.getOutputStream().close();
        } catch (IOException failed) {
            return new ScriptRun(task.script().name(), task.phase(), start, Duration.ZERO, End.NOT_STARTED, -1,
                    Home.words(failed));
        }
        ScriptOutput output = ScriptOutput.of(process.getInputStream());
        End end = attend(process, task.script().timeout(), cancelled);
        output.awaitEnd(PATIENCE.toMillis());
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        return new ScriptRun(task.script().name(), task.phase(), start, took, end,
                end == End.ENDED ? process.exitValue() : -1, output.text());
    }

    private ProcessBuilder builder(Task task) throws IOException {
        var builder = new ProcessBuilder(command(task.file())).redirectErrorStream(true);
        Map<String, String> given = new TreeMap<>();
        environment.forEach((name, value) -> {
            String upper = name.toUpperCase(Locale.ROOT);
            if (HARMLESS.contains(upper) || upper.startsWith("LC_")) {
                given.put(name, value);
            }
        });
        given.putAll(task.facts());
        builder.environment().clear();
        builder.environment().putAll(given);
        return builder;
    }

    /** By an interpreter, so that the file need not be executable, on a disk that lets nothing be executed either. */
    List<String> command(Path file) throws IOException {
        if (system.toLowerCase(Locale.ROOT).startsWith("windows")) {
            // cmd runs what is called .cmd only
            Path named = file.resolveSibling(file.getFileName() + ".cmd");
            Files.write(named, Files.readAllBytes(file));
            return List.of("cmd.exe", "/d", "/c", named.toString());
        }
        String first = Files.readString(file).lines().findFirst().orElse("");
        if (!first.startsWith("#!") || first.substring(2).isBlank()) {
            return List.of("/bin/sh", file.toString());
        }
        // as the kernel does it: all that follows the interpreter is one argument
        List<String> command = new ArrayList<>(Arrays.asList(first.substring(2).strip().split("[ \t]+", 2)));
        command.add(file.toString());
        return command;
    }

    private static End attend(Process process, Duration timeout, BooleanSupplier cancelled)
            throws InterruptedException {
        long begun = System.nanoTime();
        // children that lose their parent are nobody's, so they are remembered
        Set<ProcessHandle> family = new LinkedHashSet<>();
        try {
            while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(family::add);
                if (cancelled.getAsBoolean()) {
                    end(process, family);
                    return End.CANCELLED;
                }
                if (!timeout.isZero() && System.nanoTime() - begun > timeout.toNanos()) {
                    end(process, family);
                    return End.TIMED_OUT;
                }
            }
            return End.ENDED;
        } catch (InterruptedException hurry) {
            family.add(process.toHandle());
            family.forEach(ProcessHandle::destroyForcibly);
            throw hurry;
        }
    }

    /** Asks all to end, then makes them. */
    private static void end(Process process, Set<ProcessHandle> family) throws InterruptedException {
        family.add(process.toHandle());
        family.forEach(ProcessHandle::destroy);
        long begun = System.nanoTime();
        while (family.stream().anyMatch(ProcessHandle::isAlive) && System.nanoTime() - begun < PATIENCE.toNanos()) {
            // what they start while they end belongs to them
            List.copyOf(family).forEach(each -> each.descendants().forEach(family::add));
            process.waitFor(LOOK_MILLIS / 5, TimeUnit.MILLISECONDS);
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS / 5);
        }
        family.forEach(ProcessHandle::destroyForcibly);
        if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.log(System.Logger.Level.WARNING, "process {0} does not end", Long.toString(process.pid()));
        }
    }
}
