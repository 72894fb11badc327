package org.backupmanager.cli.internal.process;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.StandardProtocolFamily;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Holding;
import org.backupmanager.cli.internal.grammar.Outcome;
import org.backupmanager.cli.internal.grammar.Parsed;
import org.backupmanager.cli.internal.grammar.Parser;
import org.backupmanager.cli.internal.grammar.Request;
import org.backupmanager.cli.internal.grammar.UsageException;
import org.backupmanager.cli.internal.text.Output;
import org.backupmanager.command.CommandHost.Serving;
import org.backupmanager.command.DeviceLinks;
import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;

/** An open device that answers other processes of the same person, over a socket that only this person can open. */
final class ServedDevice implements Serving {

    private static final System.Logger LOG = System.getLogger(ServedDevice.class.getName());
    private static final int CALLS_AT_ONCE = 32;
    private static final long MOMENT_MILLIS = 500;

    private final Device device;
    private final Parser parser;
    private final Supplier<Optional<DeviceLinks>> links;
    private final PeerOwner owner;
    private final Holding holding;
    private final SocketPlace place;
    private final ServerSocketChannel server;
    private final Semaphore free = new Semaphore(CALLS_AT_ONCE);
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
    /**
     * No virtual thread: for one that waits at a socket the JVM starts a thread in native code that never ends, and at
     * its own end it waits 0.3 s for that, in every command.
     */
    private final Thread acceptor = Thread.ofPlatform().daemon().name("calls").unstarted(this::accept);
    private volatile long lastCall = System.nanoTime();

    ServedDevice(Device device, Parser parser, Supplier<Optional<DeviceLinks>> links, PeerOwner owner, Holding holding)
            throws BackupException {
        this.device = device;
        this.parser = parser;
        this.links = links;
        this.owner = owner;
        this.holding = holding;
        this.place = new SocketPlace(device.home());
        try {
            this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            bind();
        } catch (IOException failed) {
            calls.close();
            throw new BackupException(Code.HOME_FAILED, device.home(), failed.getMessage()).because(failed);
        }
        acceptor.start();
    }

    private void bind() throws IOException {
        Path socket = place.bind(server);
        // the home folder lets nobody else in; this is the second lock, and the kernel's word on the peer the third
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
        }
    }

    /** How long nobody has asked for anything; 0 while a call is answered. */
    long quietMillis() {
        return free.availablePermits() < CALLS_AT_ONCE ? 0
                : TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastCall);
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel peer = server.accept();
                free.acquire();
                try {
                    calls.execute(() -> answer(peer));
                } catch (RejectedExecutionException closing) {
                    // without an answer the caller looks for the device itself
                    peer.close();
                }
            }
        } catch (ClosedChannelException closed) {
            LOG.log(Level.DEBUG, "no more calls are answered", closed);
        } catch (IOException failed) {
            LOG.log(Level.WARNING, "other processes cannot reach the device any more", failed);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(SocketChannel peer) {
        try (peer) {
            if (!owner.isOurs(peer)) {
                LOG.log(Level.WARNING, "somebody else tried to use the device");
                return;
            }
            int greeting = new DataInputStream(Channels.newInputStream(peer)).readInt();
            if (greeting == Wire.MAGIC) {
                answerCommand(peer);
            } else if (greeting == DeviceLinks.GREETING) {
                answerWorkbench(peer);
            }
        } catch (IOException gone) {
            LOG.log(Level.DEBUG, "a call ended early", gone);
        } finally {
            lastCall = System.nanoTime();
            free.release();
        }
    }

    private void answerCommand(SocketChannel peer) throws IOException {
        var in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(peer)));
        var out = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(peer)));
        Request request = Wire.readRequest(in);
        Wire.writeExit(out, run(request, out));
    }

    /** Without a word where that is not installed. */
    private void answerWorkbench(SocketChannel peer) throws IOException {
        Optional<DeviceLinks> installed = links.get();
        if (installed.isPresent()) {
            installed.get().answer(device, peer);
        }
    }

    private int run(Request request, DataOutputStream out) {
        var output = new Output(Wire.frames(out, Wire.OUT), Wire.frames(out, Wire.ERR), request.style());
        return Outcome.of(output, () -> {
            Parsed parsed = parser.parse(request.arguments());
            if (!(parsed.command() instanceof DeviceCommand command)) {
                throw new UsageException("process.local", parsed.command().synopsis().name());
            }
            return command.run(new Call(request, parsed, output, holding), device);
        });
    }

    @Override
    public void close() {
        try {
            server.close();
            place.release();
        } catch (IOException failed) {
            LOG.log(Level.WARNING, "the socket could not be removed", failed);
        }
        calls.shutdown();
        try {
            acceptor.join(MOMENT_MILLIS);
            // answers that are about to end, such as the one to whoever asked for this, reach their caller
            if (!calls.awaitTermination(MOMENT_MILLIS, TimeUnit.MILLISECONDS)) {
                calls.shutdownNow();
                calls.awaitTermination(MOMENT_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
