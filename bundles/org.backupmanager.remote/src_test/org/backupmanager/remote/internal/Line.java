package org.backupmanager.remote.internal;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;

import org.backupmanager.command.DeviceLink;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;

/** A socket with a device behind it. */
final class Line implements AutoCloseable {

    private final SocketDeviceLinks links = new SocketDeviceLinks(Duration.ofSeconds(10));
    private final ServerSocketChannel server;
    private volatile SocketChannel answering;
    private volatile int ended;

    Line(Path folder, Device device) throws IOException {
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(folder.resolve("s")));
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    SocketChannel caller = server.accept();
                    answering = caller;
                    Thread.ofVirtual().start(() -> answer(device, caller));
                }
            } catch (IOException over) {
                ended++;
            }
        });
    }

    private void answer(Device device, SocketChannel caller) {
        try {
            caller.read(ByteBuffer.allocate(Integer.BYTES));
            links.answer(device, caller);
        } catch (IOException gone) {
            throw new IllegalStateException(gone);
        } finally {
            ended++;
        }
    }

    /** A connection without a word. */
    SocketChannel dial() throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(server.getLocalAddress());
        return channel;
    }

    DeviceLink open() throws IOException, BackupException {
        return links.open(dial());
    }

    /** The process with the device dies. */
    void cut() throws IOException {
        answering.close();
    }

    /** How many conversations are over. */
    int ended() {
        return ended;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
