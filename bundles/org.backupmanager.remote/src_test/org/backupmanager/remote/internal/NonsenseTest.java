package org.backupmanager.remote.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.backupmanager.command.DeviceLink;
import org.backupmanager.command.DeviceLinks;
import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;
import org.backupmanager.testkit.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A caller that sends what makes no sense harms neither the device nor other callers. */
@Timeout(60)
class NonsenseTest {

    @TempDir
    Path folder;

    private final SmallDevice there = new SmallDevice();
    private Line line;
    private SocketChannel caller;

    @BeforeEach
    void connect() throws IOException {
        line = new Line(folder, there);
        caller = line.dial();
        send(ByteBuffer.allocate(4).putInt(DeviceLinks.GREETING).flip());
    }

    @AfterEach
    void othersAreServed() throws IOException, BackupException {
        caller.close();
        try (DeviceLink link = line.open()) {
            assertEquals(1, link.device().sources().size());
        }
        assertFalse(there.closed);
        line.close();
    }

    private void send(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            caller.write(bytes);
        }
    }

    private void send(String json) throws IOException {
        byte[] text = json.getBytes(StandardCharsets.UTF_8);
        send(ByteBuffer.allocate(4 + text.length).putInt(text.length).put(text).flip());
    }

    private String answer() throws IOException {
        return new Frames(caller, 1 << 20).read();
    }

    private String ask(String call) throws IOException {
        send("{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"method\":\"hello\"}");
        answer();
        send("{\"jsonrpc\":\"2.0\",\"id\":\"2\",\"method\":\"call\",\"params\":" + call + "}");
        return answer();
    }

    private void isGivenUp() {
        Await.until("the caller is given up", () -> line.ended() > 0);
    }

    @Test
    void aLengthThatDoesNotFitIsNotMadeRoomFor() throws IOException {
        send(ByteBuffer.allocate(4).putInt(Integer.MAX_VALUE).flip());
        isGivenUp();
    }

    @Test
    void noiseIsGivenUp() throws IOException {
        byte[] noise = new byte[1 << 16];
        new Random(7).nextBytes(noise);
        try {
            send(ByteBuffer.wrap(noise));
        } catch (IOException gone) {
            assertTrue(line.ended() >= 0, "it may hang up at once");
        }
        isGivenUp();
    }

    @Test
    void aDeepNestIsGivenUp() throws IOException {
        send("[".repeat(1_000_000));
        isGivenUp();
    }

    @Test
    void anUnknownMethodIsRefused() throws IOException {
        assertTrue(ask("{\"target\":1,\"method\":\"shutdown\",\"arguments\":[]}").contains("does not know shutdown"));
    }

    @Test
    void whatEveryObjectHasCannotBeCalled() throws IOException {
        for (String method : new String[] {"close", "getClass", "wait", "hashCode"}) {
            assertTrue(ask("{\"target\":1,\"method\":\"" + method + "\",\"arguments\":[]}").contains("does not know"));
        }
    }

    @Test
    void anObjectThatWasNotOfferedCannotBeCalled() throws IOException {
        assertTrue(ask("{\"target\":77,\"method\":\"name\",\"arguments\":[]}").contains("no such object"));
    }

    @Test
    void argumentsThatDoNotFitAreRefused() throws IOException {
        String select = "{\"target\":1,\"method\":\"select\",\"arguments\":";
        for (String arguments : new String[] {"[]", "[\"a\",{}]", "[null,null]", "[\"a\",7]",
            "[\"a\",[{\"/x\":\"NEVER\"},[],[],{}]]", "[\"a\",[{},[],[],{\"NoKind\":\"HIGH\"}]]",
            "[\"a\",[{},[null],[],{}]]", "[\"a\",[{},[],[]]]", "[\"a\",[{},[],[],{},[]]]",
            "[\"a\",[{},null,[],{}]]"}) {
            String answer = ask(select + arguments + "}");
            assertTrue(answer.contains("error"), arguments + " gave " + answer);
        }
        assertTrue(there.selections.isEmpty());
    }

    @Test
    void whatWasSentIsNotInTheAnswer() throws IOException {
        String answer = ask("{\"target\":1,\"method\":\"select\",\"arguments\":[\"correct horse\",\"battery\"]}");
        assertFalse(answer.contains("horse") || answer.contains("battery"), answer);
    }

    @Test
    void aClassCannotBeNamed() throws IOException {
        String plan = "[\"x\",{\"java.lang.ProcessBuilder\":[]},[],[],[],\"SKIP\"]";
        send("{\"jsonrpc\":\"2.0\",\"id\":\"9\",\"method\":\"call\",\"params\":"
                + "{\"target\":1,\"method\":\"sessions\",\"arguments\":[]}}");
        assertTrue(answer().contains("error"), "nothing was offered before the hello");
        ask("{\"target\":1,\"method\":\"sessions\",\"arguments\":[]}");
        send("{\"jsonrpc\":\"2.0\",\"id\":\"3\",\"method\":\"call\",\"params\":"
                + "{\"target\":2,\"method\":\"startRestore\",\"arguments\":[" + plan + "]}}");
        assertTrue(answer().contains("does not fit"));
        assertTrue(there.plans.isEmpty());
    }

    @Test
    void oneWhoDoesNotAnswerIsTakenForGone() throws Exception {
        // greeted as a device would be, and silent
        var silent = new SocketDeviceLinks(Duration.ofMillis(300));
        var done = new CountDownLatch(1);
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(folder.resolve("silent")));
            SocketChannel peer = SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve("silent")));
            Thread.ofVirtual().start(() -> {
                assertEquals(Code.DEVICE_IN_USE,
                        assertThrows(BackupException.class, () -> silent.open(peer)).code());
                done.countDown();
            });
            assertTrue(done.await(10, TimeUnit.SECONDS));
        }
    }
}
