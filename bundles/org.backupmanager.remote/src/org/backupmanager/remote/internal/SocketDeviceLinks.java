package org.backupmanager.remote.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.backupmanager.command.DeviceLink;
import org.backupmanager.command.DeviceLinks;
import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.session.SessionListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;

/** Devices over sockets, as JSON-RPC. */
@Component(service = DeviceLinks.class)
public final class SocketDeviceLinks implements DeviceLinks {

    /** Of the protocol, not of the contract: methods that one end does not know are refused one by one. */
    private static final int VERSION = 1;
    private static final String VERSION_KEY = "version";
    private static final String DEVICE_KEY = "device";

    /** What a caller says is short; what it asks for may be the listing of a huge folder. */
    private static final int LONGEST_CALL = 4 << 20;
    private static final int LONGEST_ANSWER = 512 << 20;

    private final Duration patience;

    @Activate
    public SocketDeviceLinks() {
        this(Duration.ofSeconds(10));
    }

    /** @param patience how long the other end may be silent before it is taken for gone */
    SocketDeviceLinks(Duration patience) {
        this.patience = patience;
    }

    @Override
    public DeviceLink open(SocketChannel channel) throws BackupException {
        var peer = new Peer(channel, LONGEST_ANSWER, self -> new JsonObject());
        try {
            ByteBuffer greeting = ByteBuffer.allocate(Integer.BYTES).putInt(GREETING).flip();
            while (greeting.hasRemaining()) {
                channel.write(greeting);
            }
            var link = new SocketDeviceLink(peer, patience);
            var hello = (JsonElement) peer.ask(Peer.HELLO).get(patience.toMillis(), TimeUnit.MILLISECONDS);
            link.holds(device(peer, hello.getAsJsonObject()));
            return link;
        } catch (IOException | ExecutionException | TimeoutException | JsonParseException
                | IllegalStateException silent) {
            peer.close();
            throw new BackupException(Code.DEVICE_IN_USE, "", Messages.text("silent")).because(silent);
        } catch (InterruptedException stopped) {
            peer.close();
            Thread.currentThread().interrupt();
            throw new BackupException(Code.DEVICE_IN_USE, "", Messages.text("silent")).because(stopped);
        }
    }

    private static Device device(Peer peer, JsonObject hello) {
        if (!hello.has(VERSION_KEY) || hello.get(VERSION_KEY).getAsInt() != VERSION) {
            throw new JsonParseException("another version");
        }
        return peer.gson().fromJson(hello.get(DEVICE_KEY), Device.class);
    }

    @Override
    public void answer(Device device, SocketChannel channel) throws IOException {
        var peer = new Peer(channel, LONGEST_CALL, self -> {
            var hello = new JsonObject();
            hello.addProperty(VERSION_KEY, VERSION);
            hello.add(DEVICE_KEY, self.gson().toJsonTree(device, Device.class));
            return hello;
        });
        try {
            peer.run();
        } finally {
            peer.distant(SessionListener.class).forEach(device.sessions()::removeListener);
        }
    }
}
