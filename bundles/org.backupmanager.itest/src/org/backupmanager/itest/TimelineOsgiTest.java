package org.backupmanager.itest;

import static org.backupmanager.testkit.TreeFixture.file;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

import org.backupmanager.model.CipherSuite;
import org.backupmanager.model.Selection;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.session.Device;
import org.backupmanager.session.Session;
import org.backupmanager.session.Session.Stage;
import org.backupmanager.testkit.Await;
import org.backupmanager.testkit.TreeDigest;
import org.backupmanager.testkit.TreeFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two backups that overlap with a restore in the middle, then two in a service that is killed: real files, a real
 * storage, and what happened when is printed.
 */
class TimelineOsgiTest {

    private static final int QUICK_FILES = 40;
    /** Enough that no machine has compressed them before the service is killed. */
    private static final int SLOW_FILES = 40;
    private static final int WANTED = 3_000_000;
    /** On a machine with nothing else to do it is a tenth of that; a build shares its machine with others. */
    private static final Duration AT_ONCE = Duration.ofMillis(2_500);
    /** More than their content may be stored: directories, rounded sizes, roots. */
    private static final double ROUNDED = 1.06;

    @TempDir
    Path top;

    private Road road;
    private SlowOrigin origin;

    @AfterEach
    void end() {
        road.close();
    }

    @Test
    void overlappingBackupsARestoreInTheMiddleAndAKilledService() throws Exception {
        road = new Road(top);
        origin = new SlowOrigin(road, QUICK_FILES);
        origin.make(0);
        Path wanted = Files.createDirectories(road.origin().resolve("wanted"));
        TreeFixture.of(wanted, file("file", WANTED));
        Device device = road.create(CipherSuite.AES_128);
        device.select(Road.FILES, Selection.of(device.source(Road.FILES).parse(wanted.toString())));
        SessionReport small = road.backup();
        origin.choose(device);
        try (var timeline = new Timeline(device)) {
            overlap(device, small, timeline);
            System.out.println("Two backups, and a restore in the middle:\n" + timeline.story());
        }
        road.close();
        killService();
        device = road.open();
        try (var timeline = new Timeline(device)) {
            restart(device, timeline);
            System.out.println("After the service was killed:\n" + timeline.story());
        }
    }

    private void overlap(Device device, SessionReport small, Timeline timeline) throws Exception {
        long before = road.storedBytes();
        Session first = backup(device);
        Await.until("it is processed", Duration.ofMinutes(1), () -> first.progress().bytesDone() > 8 << 20);
        Session second = backup(device);
        Await.until("their queues are merged", Duration.ofMinutes(1),
                () -> second.progress().stage() == Stage.PROCESSING);
        var firstByte = new FutureTask<>(firstByte(top.resolve("out")));
        Thread.ofPlatform().start(firstByte);
        long asked = System.nanoTime();
        timeline.say("a restore is asked for");
        Session restore = device.sessions().startRestore(Road.plan(small, top.resolve("out")));
        assertEquals(Stage.HELD, first.progress().stage());
        assertEquals(Stage.HELD, second.progress().stage());
        Duration wait = Duration.ofNanos(firstByte.get() - asked);
        timeline.say("the first restored byte came " + wait.toMillis() + " ms after it was asked for");
        assertEquals(State.COMPLETED, restore.await().state());
        assertTrue(wait.compareTo(AT_ONCE) < 0, wait::toString);
        assertEquals(State.COMPLETED, first.await().state());
        assertEquals(State.COMPLETED, second.await().state());
        long sent = first.report().totals().sentSize() + second.report().totals().sentSize();
        long stored = road.storedBytes() - before;
        timeline.say(stored + " bytes came to the storage for " + origin.content() + " bytes of files");
        assertTrue(stored < origin.content() * ROUNDED && sent < origin.content() * ROUNDED, timeline::story);
        for (Session session : List.of(first, second)) {
            assertEquals(TreeDigest.of(road.origin()), TreeDigest.of(road.restore(session.report(), "all")));
            TreeFixture.remove(top.resolve("all"));
        }
    }

    private static Session backup(Device device) throws Exception {
        return device.sessions().startBackup(List.of(Road.FILES)).getFirst();
    }

    /** When the first byte of any file is in that folder. */
    private static Callable<Long> firstByte(Path folder) {
        return () -> {
            Await.until("a byte is restored", Duration.ofMinutes(1), () -> holdsBytes(folder));
            return System.nanoTime();
        };
    }

    private static boolean holdsBytes(Path folder) {
        if (!Files.exists(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.anyMatch(file -> Files.isRegularFile(file) && file.toFile().length() > 0);
        } catch (IOException | UncheckedIOException movedMeanwhile) {
            return false;
        }
    }

    /** Two backups overlap in the service when it is killed. */
    private void killService() throws Exception {
        origin.make(1);
        origin.slower(SLOW_FILES);
        long before = road.storedBytes();
        try (var service = new CommandLineProcess(top.resolve("service"), road.home(), "control.service.run")) {
            service.awaitHold();
            for (String client : List.of("client-1", "client-2")) {
                try (var process = new CommandLineProcess(top.resolve(client), road.home(), "control.backup.start")) {
                    assertEquals(0, process.await(), process::said);
                }
            }
            Await.until("cabinets are in the storage", Duration.ofMinutes(1), () -> road.storedBytes() > before);
            service.kill();
        }
    }

    private void restart(Device device, Timeline timeline) throws Exception {
        List<SessionReport> left = device.sessions().reports().subList(0, 2);
        left.forEach(report -> timeline.say("session " + report.id() + " is shown as " + report.state().word()));
        assertEquals(List.of(State.INTERRUPTED, State.INTERRUPTED), left.stream().map(SessionReport::state).toList());
        origin.speedUp(device);
        List<Session> again = device.sessions().restartUndone();
        assertEquals(1, again.size(), "one session does the work of both");
        assertEquals(State.COMPLETED, again.getFirst().await().state());
        List<SessionReport> now = device.sessions().reports().subList(0, 3);
        now.forEach(report -> timeline.say("session " + report.id() + " is shown as " + report.state().word()));
        assertEquals(List.of(State.COMPLETED, State.RESTARTED, State.RESTARTED),
                now.stream().map(SessionReport::state).toList());
        assertEquals(TreeDigest.of(road.origin()), TreeDigest.of(road.restore(now.getFirst(), "again")));
    }
}
