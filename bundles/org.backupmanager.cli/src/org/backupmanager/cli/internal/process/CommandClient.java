package org.backupmanager.cli.internal.process;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Optional;

import org.backupmanager.cli.internal.grammar.Request;
import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;

/** Asks the process that holds the device of a home folder. */
public final class CommandClient {

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
     * @return its exit code; empty where no process listens
     * @throws BackupException {@code DEVICE_IN_USE} where it ended, or refused, before it had answered
     */
    public Optional<Integer> ask(Request request, OutputStream out, OutputStream err) throws BackupException {
        Optional<SocketChannel> found = connect();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (SocketChannel channel = found.get();
                var to = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel)));
                var from = new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel)))) {
            Wire.write(to, request);
            return Optional.of(Wire.readAnswer(from, out, err));
        } catch (EOFException silent) {
            throw new BackupException(Code.DEVICE_IN_USE, home, "it gave no answer").because(silent);
        } catch (IOException broken) {
            throw new BackupException(Code.DEVICE_IN_USE, home, broken.getMessage()).because(broken);
        }
    }

    private Optional<SocketChannel> connect() {
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
