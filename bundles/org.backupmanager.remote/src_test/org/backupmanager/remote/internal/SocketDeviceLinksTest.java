package org.backupmanager.remote.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.backupmanager.command.DeviceGoneException;
import org.backupmanager.command.DeviceLink;
import org.backupmanager.model.CipherSuite;
import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Mask;
import org.backupmanager.model.Priority;
import org.backupmanager.model.Selection;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.recovery.RecoveryPlan;
import org.backupmanager.recovery.RecoveryPlan.ExistingFiles;
import org.backupmanager.recovery.RecoveryPlan.Moment;
import org.backupmanager.recovery.RecoveryPlan.Search;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.session.Progress;
import org.backupmanager.session.Session;
import org.backupmanager.session.SessionCancelledException;
import org.backupmanager.session.SessionListener;
import org.backupmanager.session.Sessions.DeviceState;
import org.backupmanager.session.Sessions.Node;
import org.backupmanager.source.Availability;
import org.backupmanager.source.DataSource;
import org.backupmanager.testkit.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A device that is used over a real socket. */
@Timeout(60)
class SocketDeviceLinksTest {

    private static final ItemPath NO_TEXT = ItemPath.of(new byte[] {'s', 'r', 'v', '/', (byte) 0xfe, '\\'});

    @TempDir
    Path folder;

    private final SmallDevice there = new SmallDevice();
    private Line line;
    private DeviceLink link;
    private Device here;

    @BeforeEach
    void connect() throws IOException, BackupException {
        line = new Line(folder, there);
        link = line.open();
        here = link.device();
    }

    @AfterEach
    void hangUp() throws IOException {
        link.close();
        line.close();
    }

    @Test
    void whatNeverChangesNeedsNoCall() throws IOException, BackupException {
        DataSource source = here.source(there.files.id());
        line.cut();
        assertEquals("small", here.name());
        assertEquals("/mnt/backup", here.storage());
        assertEquals(CipherSuite.BLOWFISH_448, here.cipher());
        assertEquals(Path.of("/var/lib/backup-manager"), here.home());
        assertEquals(there.files.id(), source.id());
        assertEquals(there.files.label(), source.label());
        assertEquals(there.files.overlap(), source.overlap());
    }

    @Test
    void valuesArriveAsTheyWere() throws BackupException {
        Selection chosen = Selection.of(ItemPath.parse("/home")).including(NO_TEXT, Priority.HIGH)
                .excluding(ItemPath.parse("/home/ann")).withMasks(List.of(Mask.ignoringCase("*.TMP"), Mask.of("i")));
        here.select("FileSystem", chosen);
        assertEquals(chosen, there.selection("FileSystem"));
        assertEquals(chosen, here.selection("FileSystem"));
        here.filter(List.of(Mask.of("cache")));
        assertEquals(List.of(Mask.of("cache")), here.filters());
        assertEquals(Map.of("Connections", "2"), here.settings());
        assertEquals(there.health(), here.health());
        assertEquals(there.reports(), here.sessions().reports());
        assertEquals(there.troubles(new SessionId(1), 9), here.sessions().troubles(new SessionId(1), 9));
        assertEquals(there.children(new SessionId(1), ItemPath.ROOT),
                here.sessions().children(new SessionId(1), ItemPath.ROOT));
        assertEquals(DeviceState.IDLE, here.sessions().state());
        assertEquals(Availability.HERE, here.sources().getFirst().availability());
        assertEquals("", here.explain("Connections"));
    }

    @Test
    void aPlanArrivesWhole() throws BackupException {
        var plan = new RecoveryPlan(there.files.id(),
                new Moment.At(Instant.parse("2026-01-01T00:00:00.5Z"), Search.CLOSEST_TO_REQUESTED),
                List.of(NO_TEXT), List.of(ItemPath.parse("/a/b")), Optional.of(Path.of("/tmp/out")),
                ExistingFiles.SKIP);
        here.sessions().startRestore(plan);
        assertEquals(List.of(plan), there.plans);
        assertEquals(Optional.of(there.report()), here.sessions().find(plan));
        var latest = new RecoveryPlan("Other", new Moment.Latest(), List.of(), List.of(), Optional.empty(),
                ExistingFiles.OVERWRITE);
        assertEquals(Optional.empty(), here.sessions().find(latest));
    }

    @Test
    void aSessionIsFollowedToItsEnd() throws BackupException, InterruptedException {
        Session session = here.sessions().startBackup(List.of()).getFirst();
        assertSame(session, here.sessions().running().getFirst());
        assertEquals(there.progress(), session.progress());
        assertEquals(SessionReport.State.IN_PROCESS, session.report().state());
        session.cancel();
        assertTrue(there.cancelled.await(10, TimeUnit.SECONDS));
        there.finish();
        assertEquals(there.report(), session.await());
    }

    @Test
    void oneWhoWaitsCanStopWaiting() throws BackupException, InterruptedException {
        Session session = here.sessions().startBackup(List.of()).getFirst();
        var stopped = new CountDownLatch(1);
        Thread waiter = Thread.ofVirtual().start(() -> {
            try {
                session.await();
            } catch (InterruptedException asWanted) {
                stopped.countDown();
            }
        });
        Await.until("it waits", () -> waiter.getState() == Thread.State.WAITING);
        waiter.interrupt();
        assertTrue(stopped.await(10, TimeUnit.SECONDS));
        assertTrue(there.waited.await(10, TimeUnit.SECONDS), "the other end waits on for nobody");
        assertTrue(there.runs);
    }

    @Test
    void badNewsKeepsItsWords() {
        BackupException expected = assertThrows(BackupException.class, () -> there.source("Tapes"));
        BackupException news = assertThrows(BackupException.class, () -> here.source("Tapes"));
        assertEquals(expected.code(), news.code());
        assertEquals(expected.getMessage(), news.getMessage());
    }

    @Test
    void aFaultThereIsToldAndEndsNothing() throws BackupException {
        BackupException news = assertThrows(BackupException.class, () -> here.set("Connections", "3"));
        assertEquals(Code.INTERNAL, news.code());
        assertEquals(1, here.sources().size());
    }

    @Test
    void aWalkVisitsAllInOrder() throws BackupException {
        var seen = new ArrayList<Node>();
        here.sessions().walk(new SessionId(1), ItemPath.ROOT, node -> seen.add(node));
        assertEquals(SmallDevice.nodes(), seen);
    }

    @Test
    void aWalkEndsSoonAfterTheFirstNo() throws BackupException {
        var seen = new ArrayList<Node>();
        here.sessions().walk(new SessionId(1), ItemPath.ROOT, node -> {
            seen.add(node);
            return seen.size() < 3;
        });
        assertEquals(SmallDevice.nodes().subList(0, 3), seen);
        assertTrue(there.visited < SmallDevice.NODES / 10, "went on for " + there.visited);
    }

    @Test
    void whatAVisitorThrowsEndsTheWalk() {
        var session = new SessionId(1);
        assertThrows(SessionCancelledException.class, () -> here.sessions().walk(session, ItemPath.ROOT, node -> {
            throw new SessionCancelledException();
        }));
    }

    @Test
    void progressIsAddedUp() throws BackupException {
        var items = new AtomicLong();
        var expected = new AtomicLong();
        var notes = new CopyOnWriteArrayList<String>();
        Device.Content content = here.count("FileSystem", Selection.NONE, new Progress() {
            @Override
            public void expect(Work work, long n) {
                expected.addAndGet(n);
            }

            @Override
            public void done(Work work, long n) {
                items.addAndGet(work == Work.ITEMS ? n : 0);
            }

            @Override
            public void note(String text) {
                notes.add(text);
            }

            @Override
            public void checkCancelled() {
                // goes on
            }
        });
        assertEquals(new Device.Content(3, 4096), content);
        assertEquals(7, expected.get());
        assertEquals(3, items.get());
        assertEquals(List.of("half way"), notes);
    }

    @Test
    void aListenerHearsUntilItIsRemoved() throws BackupException, InterruptedException {
        var heard = new CopyOnWriteArrayList<String>();
        SessionListener listener = new SessionListener() {
            @Override
            public void started(Session session) {
                heard.add("started " + session.report().id());
            }

            @Override
            public void ended(SessionReport report) {
                heard.add("ended " + report.state());
            }
        };
        here.sessions().addListener(listener);
        Await.until("it listens", () -> there.listeners.size() == 1);
        here.sessions().startBackup(List.of());
        there.finish();
        Await.until("it heard", () -> heard.size() == 2);
        assertEquals(List.of("started 4", "ended COMPLETED"), heard);
        here.sessions().removeListener(listener);
        Await.until("it listens no more", () -> there.listeners.isEmpty());
    }

    @Test
    void theListenersOfOneWhoHungUpAreRemoved() throws InterruptedException {
        here.sessions().addListener(new SessionListener() {
            @Override
            public void started(Session session) {
                throw new AssertionError("nobody listens");
            }

            @Override
            public void ended(SessionReport report) {
                throw new AssertionError("nobody listens");
            }
        });
        Await.until("it listens", () -> there.listeners.size() == 1);
        here.close();
        Await.until("it is removed", () -> there.listeners.isEmpty());
        assertFalse(there.closed, "closing here closed the device there");
    }

    @Test
    void theEndOfTheOtherProcessIsTold() throws Exception {
        var lost = new CountDownLatch(1);
        link.whenLost(lost::countDown);
        Session session = here.sessions().startBackup(List.of()).getFirst();
        var told = new CountDownLatch(1);
        Thread waiter = Thread.ofVirtual().start(() -> {
            try {
                session.await();
            } catch (DeviceGoneException | InterruptedException gone) {
                told.countDown();
            }
        });
        Await.until("it waits", () -> waiter.getState() == Thread.State.WAITING);
        line.cut();
        assertTrue(lost.await(10, TimeUnit.SECONDS));
        assertTrue(told.await(10, TimeUnit.SECONDS), "one who waited waits on for ever");
        assertThrows(DeviceGoneException.class, () -> here.sessions().reports());
        session.cancel();
    }

    @Test
    void hangingUpIsNoLoss() throws InterruptedException {
        var lost = new CountDownLatch(1);
        link.whenLost(lost::countDown);
        link.close();
        Await.until("the other end has noticed", () -> line.ended() == 1);
        assertThrows(DeviceGoneException.class, () -> here.filters());
        assertEquals(1, lost.getCount());
    }

    @Test
    void contentStaysWhereItIs() throws BackupException {
        DataSource source = here.sources().getFirst();
        BackupException news = assertThrows(BackupException.class,
                () -> source.target(Optional.empty(), ExistingFiles.SKIP));
        assertEquals(Code.INTERNAL, news.code());
    }
}
