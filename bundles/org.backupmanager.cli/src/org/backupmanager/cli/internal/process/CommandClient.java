package org.backupmanager.cli.internal.process;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Optional;

import org.backupmanager.cli.internal.grammar.Request;
import org.backupmanager.cli.internal.sessions.ExitCodes;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.cli.internal.text.Output;

/** Asks the process that holds the device of a home folder. */
public final class CommandClient {

    /** As for a session that was interrupted, since that is what happened to what ran there. */
    static final int ENDED_EARLY = ExitCodes.INTERRUPTED;

    private static final System.Logger LOG = System.getLogger(CommandClient.class.getName());

    private final Path home;

    public CommandClient(Path home) {
        this.home = home;
    }

    /** Whether a process listens there now. */
    public boolean someoneListens() {
        Optional<SocketChannel> found = connect();
        if (found.isEmpty()) {
            return false;
        }
        try (SocketChannel channel = found.get()) {
            return channel.isConnected();
        } catch (IOException gone) {
            return false;
        }
    }

    /**
     * Has a request answered by the process that holds the device.
     *
     * @return its exit code; empty where no process answers; {@link #ENDED_EARLY} where it ended in the middle of its
     * answer
     */
    public Optional<Integer> ask(Request request, OutputStream out, OutputStream err) {
        Optional<SocketChannel> found = connect();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (SocketChannel channel = found.get();
                var to = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel)));
                var from = new BufferedInputStream(Channels.newInputStream(channel))) {
            if (!asked(to, from, request)) {
                return Optional.empty();
            }
            return Optional.of(Wire.readAnswer(new DataInputStream(from), out, err));
        } catch (IOException broken) {
            LOG.log(Level.DEBUG, "an answer ended early", broken);
            new Output(out, err, request.style()).error(Messages.text("process.gone"));
            return Optional.of(ENDED_EARLY);
        }
    }

    /** Whether an answer begins: a process that ends, or does not know us, closes without a word. */
    private static boolean asked(DataOutputStream to, BufferedInputStream from, Request request) throws IOException {
        try {
            Wire.write(to, request);
            from.mark(1);
            boolean answers = from.read() >= 0;
            from.reset();
            return answers;
        } catch (SocketException closed) {
            return false;
        }
    }

    /** A connection to it; empty where nobody listens. */
    Optional<SocketChannel> connect() {
        Optional<UnixDomainSocketAddress> address = new SocketPlace(home).find();
        if (address.isEmpty()) {
            return Optional.empty();
        }
        try {
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                channel.connect(address.get());
                return Optional.of(channel);
            } catch (IOException nobodyListens) {
                channel.close();
                return Optional.empty();
            }
        } catch (IOException | UnsupportedOperationException noSuchSockets) {
            return Optional.empty();
        }
    }
}
