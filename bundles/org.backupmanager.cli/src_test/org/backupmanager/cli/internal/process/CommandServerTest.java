package org.backupmanager.cli.internal.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.backupmanager.cli.internal.fake.FakeSession;
import org.backupmanager.cli.internal.fake.Lab;
import org.backupmanager.cli.internal.fake.Lab.Result;
import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.Command;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Holding;
import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.Option.Kind;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.sessions.BackupStart;
import org.backupmanager.cli.internal.sessions.SessionAbort;
import org.backupmanager.cli.internal.sessions.StatusGet;
import org.backupmanager.command.CommandHost.HandOver;
import org.backupmanager.command.CommandHost.Serving;
import org.backupmanager.command.DeviceLink;
import org.backupmanager.command.DeviceLinks;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Selection;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.testkit.Await;
import org.backupmanager.testkit.FakeClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that another process's device answers. */
class CommandServerTest {

    /** Prints its words and much more, on both streams. */
    private static final DeviceCommand ECHO = new DeviceCommand() {
        @Override
        public Synopsis synopsis() {
            return Synopsis.of("echo", Option.value("-text", Kind.TEXT));
        }

        @Override
        public int run(Call call, Device device) {
            call.output().line(call.arguments().get("-text") + " from " + call.request().directory());
            call.output().line("x".repeat(200_000));
            call.output().error("done");
            return 42;
        }
    };
    private static final List<Command> TABLE = List.of(ECHO, StatusGet.usual(), new ServiceStatus(), new SessionAbort(),
            new BackupStart(new FakeClock()), Shutdown.all().getFirst());

    @TempDir
    Path folder;
    private Lab lab;
    private final CommandServer server = new CommandServer(TABLE, "help", Optional::empty);

    @BeforeEach
    void makeLab() {
        lab = Lab.in(folder);
    }

    private Result ask(Path home, String... words) {
        return Lab.keep((out, err) -> new CommandClient(home).ask(lab.request(words), out, err).orElse(-1));
    }

    @Test
    void theAnswerIsTheOtherProcessesOutputAndExitCode() throws BackupException {
        try (Serving serving = server.serve(lab.device(), HandOver.NEVER)) {
            Result result = ask(folder, "echo", "-text", "grüß dich");
            assertEquals(42, result.exitCode());
            assertEquals("grüß dich from " + folder + "\n" + "x".repeat(200_000) + "\n", result.out());
            assertEquals("done\n", result.err());
        }
    }

    @Test
    void mistakesAreToldToWhoMadeThem() throws BackupException {
        try (Serving serving = server.serve(lab.device(), HandOver.NEVER)) {
            Result result = ask(folder, "ecco");
            assertEquals(2, result.exitCode());
            assertTrue(result.err().contains("\"echo\""), result.err());
        }
    }

    @Test
    void nobodyListensBeforeAndAfter() throws BackupException {
        assertEquals(-1, ask(folder, "echo", "-text", "x").exitCode());
        server.serve(lab.device(), HandOver.NEVER).close();
        assertEquals(-1, ask(folder, "echo", "-text", "x").exitCode());
        assertFalse(Files.exists(folder.resolve("control.socket")));
    }

    @Test
    void theSocketIsTheOwnersOnly() throws BackupException, IOException {
        try (Serving serving = server.serve(lab.device(), HandOver.NEVER)) {
            assertEquals("rw-------", PosixFilePermissions.toString(
                    Files.getPosixFilePermissions(folder.resolve("control.socket"))));
        }
    }

    @Test
    void somebodyElseIsNotAnswered() throws BackupException {
        var careful = new CommandServer(TABLE, "help", Optional::empty, peer -> false);
        try (Serving serving = careful.serve(lab.device(), HandOver.NEVER)) {
            Result result = ask(folder, "echo", "-text", "x");
            assertEquals(-1, result.exitCode());
            assertEquals("", result.out());
        }
    }

    @Test
    void nonsenseIsDroppedAndTheNextCallIsAnswered() throws Exception {
        try (Serving serving = server.serve(lab.device(), HandOver.NEVER)) {
            byte[][] nonsense = {{1, 2, 3}, "GET / HTTP/1.0\r\n\r\n".getBytes(), {0x42, 0x4d, 0x43, 0x31, 0, 0, 0, 80,
                    1, 127, 127, 127, 127}};
            for (byte[] bytes : nonsense) {
                try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
                    channel.connect(new SocketPlace(folder).find().orElseThrow());
                    channel.write(ByteBuffer.wrap(bytes));
                    channel.shutdownOutput();
                    assertTrue(isDropped(channel));
                }
            }
            assertEquals(42, ask(folder, "echo", "-text", "x").exitCode());
        }
    }

    /** Closed without a word; the operating system may say that not all was read. */
    private static boolean isDropped(SocketChannel channel) throws IOException {
        try {
            return channel.read(ByteBuffer.allocate(1)) < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    @Test
    void whatAKilledProcessLeftBehindIsInNobodysWay() throws Exception {
        Files.createFile(folder.resolve("control.socket"));
        assertEquals(-1, ask(folder, "echo", "-text", "x").exitCode());
        try (Serving serving = server.serve(lab.device(), HandOver.NEVER)) {
            assertEquals(42, ask(folder, "echo", "-text", "x").exitCode());
        }
    }

    @Test
    void aHomeWithALongPathWorksToo() throws Exception {
        Path deep = Files.createDirectories(folder.resolve("a".repeat(120)));
        var device = Lab.in(deep).device();
        try (Serving serving = server.serve(device, HandOver.NEVER)) {
            assertEquals(42, ask(deep, "echo", "-text", "x").exitCode());
        }
        assertEquals(-1, ask(deep, "echo", "-text", "x").exitCode());
        assertFalse(Files.exists(deep.resolve("control.address")));
    }

    @Test
    void aSecondCallerSeesAndAbortsWhatTheFirstWaitsFor() throws Exception {
        lab.device().select("Fake", Selection.of(ItemPath.parse("/home")));
        lab.device().whenStarted(session -> assertEquals(State.IN_PROCESS, session.report().state()));
        try (Serving serving = server.serve(lab.device(), HandOver.NEVER)) {
            var first = CompletableFuture.supplyAsync(() -> ask(folder, "control.backup.start", "-wait"));
            Await.until("the session runs", () -> !lab.device().running().isEmpty());
            assertEquals("Backup\n", ask(folder, "control.status.get").out());
            ask(folder, "control.session.abort");
            assertEquals(12, first.get().exitCode());
            assertEquals("Idle\n", ask(folder, "control.status.get").out());
        }
    }

    @Test
    void closingEndsACallThatWaitsAndLeavesItsSession() throws Exception {
        lab.device().select("Fake", Selection.of(ItemPath.parse("/home")));
        lab.device().whenStarted(FakeSession::report);
        Serving serving = server.serve(lab.device(), HandOver.NEVER);
        var first = CompletableFuture.supplyAsync(() -> ask(folder, "control.backup.start", "-wait"));
        Await.until("the session runs", () -> !lab.device().running().isEmpty());
        serving.close();
        assertTrue(first.get().exitCode() != 0);
        assertFalse(lab.device().running().isEmpty());
    }

    @Test
    void aBackgroundProcessGivesTheDeviceUpUnlessASessionRuns() throws Exception {
        lab.device().select("Fake", Selection.of(ItemPath.parse("/home")));
        lab.device().whenStarted(FakeSession::report);
        var asked = new AtomicBoolean();
        try (ServedDevice served = server.serve(lab.device(),
                new Holding(Holding.Kind.BACKGROUND, () -> asked.compareAndSet(false, true)))) {
            lab.device().startBackup(List.of());
            assertFalse(server.release(folder));
            assertFalse(asked.get());
            lab.device().abortAll();
            var released = CompletableFuture.supplyAsync(() -> server.release(folder));
            Await.until("the process is asked to end", asked::get);
            served.close();
            assertTrue(released.get());
        }
    }

    @Test
    void aProcessThatWorksForAPersonIsNotEnded() throws BackupException {
        try (Serving serving = server.serve(lab.device(), HandOver.NEVER)) {
            assertEquals(4, ask(folder, "control.shutdown").exitCode());
        }
    }

    @Test
    void aServiceEndsForAPersonAndForNobodyElse() throws Exception {
        var ended = new AtomicBoolean();
        var holding = new Holding(Holding.Kind.SERVICE, () -> ended.compareAndSet(false, true));
        try (Serving serving = server.serve(lab.device(), holding)) {
            assertFalse(server.release(folder));
            assertFalse(CommandServer.releaseForService(folder));
            assertFalse(ended.get());
            assertEquals(0, ask(folder, "control.shutdown").exitCode());
            assertTrue(ended.get());
        }
    }

    @Test
    void aWorkbenchGivesWayToAServiceUnlessASessionRuns() throws Exception {
        lab.device().select("Fake", Selection.of(ItemPath.parse("/home")));
        lab.device().whenStarted(FakeSession::report);
        var asked = new AtomicBoolean();
        try (Serving serving = server.serve(lab.device(), () -> asked.compareAndSet(false, true))) {
            lab.device().startBackup(List.of());
            assertEquals(4, ask(folder, "control.shutdown", "-for-service").exitCode());
            assertFalse(asked.get());
            lab.device().abortAll();
            assertEquals(4, ask(folder, "control.shutdown", "-when-idle").exitCode());
            assertFalse(asked.get());
            assertEquals(0, ask(folder, "control.shutdown", "-for-service").exitCode());
            assertTrue(asked.get());
        }
    }

    @Test
    void whoHoldsTheDeviceIsSaid() throws Exception {
        try (Serving serving = server.serve(lab.device(), Holding.COMMAND)) {
            String said = ask(folder, "control.service.status", "-machine-readable", "-no-header").out();
            assertTrue(said.startsWith("Command\t" + ProcessHandle.current().pid() + "\t"), said);
        }
    }

    @Test
    void aCallerThatWantsTheDeviceGetsIt() throws Exception {
        var answered = new CompletableFuture<Device>();
        DeviceLinks links = new DeviceLinks() {
            @Override
            public DeviceLink open(SocketChannel peer) {
                throw new UnsupportedOperationException("nobody calls from here");
            }

            @Override
            public void answer(Device device, SocketChannel peer) {
                answered.complete(device);
            }
        };
        var able = new CommandServer(TABLE, "help", () -> Optional.of(links));
        try (Serving serving = able.serve(lab.device(), HandOver.NEVER);
                SocketChannel peer = able.dial(folder).orElseThrow()) {
            peer.write(ByteBuffer.allocate(Integer.BYTES).putInt(DeviceLinks.GREETING).flip());
            assertEquals(lab.device(), answered.get(20, TimeUnit.SECONDS));
        }
    }
}
