package org.backupmanager.command;

import java.io.IOException;
import java.nio.channels.SocketChannel;

import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Carries a whole {@link Device} over a socket, as a service: what is called at one end is done at the other, where the
 * device is open. The two ends are processes of the same person; who may connect is decided by whoever made the socket.
 * Content of items does not cross: backups and restores run where the device is open.
 */
@ProviderType
public interface DeviceLinks {

    /** The four bytes, high byte first, that a caller sends before all else. */
    int GREETING = 0x424d4431; // "BMD1"

    /**
     * Greets the process at the other end, which holds a device, and asks for it.
     *
     * @param peer a connected socket in blocking mode, closed with the link and after failure
     * @throws BackupException {@code DEVICE_IN_USE} where the other end does not answer as this version understands it
     */
    DeviceLink open(SocketChannel peer) throws BackupException;

    /**
     * Answers a caller whose greeting was read, until it hangs up or this thread is interrupted. Whatever it sends, the
     * device is not harmed by more than the calls that a person may make.
     */
    void answer(Device device, SocketChannel peer) throws IOException;
}
