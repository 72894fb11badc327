package org.backupmanager.itest;

import static org.backupmanager.testkit.TreeFixture.dir;
import static org.backupmanager.testkit.TreeFixture.file;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.backupmanager.command.CommandHost;
import org.backupmanager.command.DeviceGoneException;
import org.backupmanager.command.DeviceLink;
import org.backupmanager.command.DeviceLinks;
import org.backupmanager.model.CipherSuite;
import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.session.Progress;
import org.backupmanager.session.Session;
import org.backupmanager.session.Sessions;
import org.backupmanager.session.Sessions.Node;
import org.backupmanager.testkit.Await;
import org.backupmanager.testkit.TreeDigest;
import org.backupmanager.testkit.TreeFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service in a process of its own, reached from here as the workbench reaches it. */
class ServiceOsgiTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path top;

    private final CommandHost host = new Services().get(CommandHost.class);
    private final DeviceLinks links = new Services().get(DeviceLinks.class);
    private Road road;
    private int processes;

    @BeforeEach
    void begin() {
        assumeFalse(System.getProperty("os.name").startsWith("Windows"), "there are no signals");
        road = new Road(top);
    }

    @AfterEach
    void end() {
        road.close();
    }

    private CommandLineProcess process(String... arguments) throws Exception {
        return new CommandLineProcess(Files.createDirectories(top.resolve("process-" + ++processes)), road.home(),
                arguments);
    }

    private CommandLineProcess service() throws Exception {
        return process("control.service.run");
    }

    /** Reaches the service as soon as it listens. */
    private DeviceLink link() {
        var found = new ArrayList<DeviceLink>();
        Await.until("the service is reached", PATIENCE, () -> {
            host.dial(road.home()).ifPresent(peer -> {
                try {
                    found.add(links.open(peer));
                } catch (BackupException notYet) {
                    assertEquals(Code.DEVICE_IN_USE, notYet.code());
                }
            });
            return !found.isEmpty();
        });
        return found.getFirst();
    }

    private void createAndLeave() throws Exception {
        road.create(CipherSuite.AES_128);
        road.close();
    }

    @Test
    void whoWatchesEventsSeesTheSessionsOfTheServiceUntilCtrlC() throws Exception {
        TreeFixture.of(road.origin(), file("a", 1_000));
        createAndLeave();
        try (var process = service(); DeviceLink link = link();
                var watch = process("control.event.watch", "-last", "50")) {
            link.device().sessions().startBackup(List.of()).getFirst().await();
            Await.until("the end is seen", PATIENCE, () -> watch.said().contains("\"event\":\"ended\""));
            assertTrue(watch.said().contains("\"stage\":\"Scanning\"")
                    && watch.said().contains("\"state\":\"Completed\""), watch::said);
            watch.interrupt();
            assertEquals(130, watch.await());
        }
    }

    @Test
    void allThatAWorkbenchDoesIsDoneByTheService() throws Exception {
        TreeFixture.of(road.origin(), file("a", 1_000), dir("folder", file("b", 300_000)));
        createAndLeave();
        try (var process = service(); DeviceLink link = link()) {
            Device device = link.device();
            assertEquals(Road.NAME, device.name());
            assertEquals(road.home(), device.home());
            ItemPath origin = device.source(Road.FILES).parse(road.origin().toString());
            assertTrue(device.source(Road.FILES).browse(origin).stream()
                    .anyMatch(found -> found.label().equals("folder")));
            assertEquals(2, device.count(Road.FILES, device.selection(Road.FILES), Progress.NONE).files());
            device.set("Connections", "3");
            assertEquals("3", device.settings().get("Connections"));
            SessionReport backup = device.sessions().startBackup(List.of(Road.FILES)).getFirst().await();
            assertEquals(State.COMPLETED, backup.state(), () -> process.said());
            assertEquals(List.of(backup), device.sessions().reports());
            var names = new ArrayList<String>();
            device.sessions().walk(backup.id(), origin, (Node node) -> names.add(
                    ItemPath.show(node.item().path().name())));
            assertTrue(names.containsAll(List.of("a", "folder", "b")), names.toString());
            SessionReport restore = device.sessions().startRestore(Road.plan(backup, top.resolve("out"))).await();
            assertEquals(State.COMPLETED, restore.state());
            assertEquals(List.of(), TreeDigest.differences(road.origin(), road.restored("out")));
        }
    }

    @Test
    void whatAServiceDidIsThereAfterItWasKilled() throws Exception {
        var origin = new SlowOrigin(road, 20);
        origin.make(1);
        origin.choose(road.create(CipherSuite.AES_128));
        road.close();
        var lost = new CountDownLatch(1);
        try (var process = service(); DeviceLink link = link()) {
            link.whenLost(lost::countDown);
            Session session = link.device().sessions().startBackup(List.of()).getFirst();
            Await.until("its progress is seen", PATIENCE, () -> session.progress().sent() > 0);
            process.kill();
            assertTrue(lost.await(30, TimeUnit.SECONDS), "nobody told that the service is gone");
            assertThrows(DeviceGoneException.class, session::progress);
        }
        assertTrue(Files.exists(road.home().resolve("control.socket")), "no socket was left behind");
        try (var process = service(); DeviceLink link = link()) {
            Sessions sessions = link.device().sessions();
            Await.until("it was taken up", PATIENCE, () -> sessions.reports().getFirst().state() == State.COMPLETED);
            assertEquals(State.RESTARTED, sessions.reports().getLast().state(), process::said);
        }
    }

    @Test
    void aServiceThatIsToldToEndRecordsItsSessionsAsInterruptedSoon() throws Exception {
        var origin = new SlowOrigin(road, 20);
        origin.make(1);
        origin.slower(24); // no machine is through with it before the second command has started
        origin.choose(road.create(CipherSuite.AES_128));
        road.close();
        try (var process = service(); DeviceLink link = link()) {
            Session session = link.device().sessions().startBackup(List.of()).getFirst();
            Await.until("it is at work", PATIENCE, () -> session.progress().sent() > 0);
            try (var stop = process("control.service.stop")) {
                assertEquals(0, stop.await(), stop::said);
            }
            assertTrue(process.endsWithin(20_000), process::said);
            assertEquals(0, process.await(), process::said);
        }
        assertEquals(State.INTERRUPTED, road.open().sessions().reports().getLast().state());
    }

    @Test
    void theSecondServiceWaitsAndTakesOver() throws Exception {
        TreeFixture.of(road.origin(), file("a", 1_000));
        createAndLeave();
        try (var first = service()) {
            first.awaitHold();
            try (var second = service()) {
                Await.until("it says that it waits", PATIENCE, () -> second.said().contains("Waiting"));
                assertTrue(first.isAlive() && second.isAlive());
                first.kill();
                second.awaitHold();
                try (DeviceLink link = link()) {
                    assertEquals(Road.NAME, link.device().name());
                }
            }
        }
    }

    @Test
    void aServiceWaitsForADeviceToBeCreated() throws Exception {
        TreeFixture.of(road.origin(), file("a", 1_000));
        try (var process = service()) {
            Await.until("it says that there is none", PATIENCE, () -> process.said().contains("no device"));
            createAndLeave();
            process.awaitHold();
        }
    }

    @Test
    void ofAllThatStartAtOnceOneHoldsTheDeviceAndAllWork() throws Exception {
        TreeFixture.of(road.origin(), file("a", 1_000));
        createAndLeave();
        var all = new ArrayList<CommandLineProcess>();
        try {
            all.add(service());
            all.add(process("control.session.list"));
            all.add(process("control.backup.start", "-wait"));
            all.add(process("control.status.get"));
            Await.until("the commands have ended", PATIENCE,
                    () -> all.stream().skip(1).noneMatch(CommandLineProcess::isAlive));
            for (CommandLineProcess command : all.subList(1, all.size())) {
                assertEquals(0, command.await(), command::said);
            }
            all.getFirst().awaitHold();
            try (DeviceLink link = link()) {
                assertEquals(State.COMPLETED, link.device().sessions().reports().getFirst().state());
            }
        } finally {
            for (CommandLineProcess each : all) {
                each.close();
            }
        }
    }

    @Test
    void aHomeWithALongPathIsReachedToo() throws Exception {
        road = new Road(Files.createDirectories(top.resolve("long".repeat(40))));
        TreeFixture.of(road.origin(), file("a", 1_000));
        createAndLeave();
        try (var process = service(); DeviceLink link = link()) {
            assertEquals(road.home(), link.device().home());
            assertFalse(Files.exists(road.home().resolve("control.socket")));
            process.interrupt();
            process.await();
        }
        try (Stream<Path> left = Files.list(road.home())) {
            assertFalse(left.anyMatch(path -> path.endsWith("control.address")));
        }
    }

    @Test
    void aWorkbenchWithNothingToDoGivesTheDeviceToAService() throws Exception {
        TreeFixture.of(road.origin(), file("a", 1_000));
        road.create(CipherSuite.AES_128);
        var asked = new CountDownLatch(1);
        try (var serving = host.serve(road.device(), () -> {
            asked.countDown();
            return true;
        }); var process = service()) {
            assertTrue(asked.await(PATIENCE.toSeconds(), TimeUnit.SECONDS));
            serving.close();
            road.close();
            process.awaitHold();
        }
    }

    @Test
    void aServiceIsNotSentAwayByAWorkbench() throws Exception {
        TreeFixture.of(road.origin(), file("a", 1_000));
        createAndLeave();
        try (var process = service()) {
            link().close();
            assertFalse(host.release(road.home()));
            try (var status = process("control.service.status", "-machine-readable", "-no-header")) {
                assertEquals(0, status.await());
                Road.assertSays(status.said(), "Service\t" + process.pid() + "\t", "\tIdle\t" + Road.NAME);
            }
        }
    }
}
