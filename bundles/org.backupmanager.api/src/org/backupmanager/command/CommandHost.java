package org.backupmanager.command;

import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Optional;

import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Lets the command line reach a device that another process holds, as a service: only one process can have a device
 * open, so whoever holds one for longer
 * than an instant (workbench, background process, a waited session) answers commands for the others of the same person.
 */
@ProviderType
public interface CommandHost {

    /**
     * From now on commands of this person's other processes are answered with this device.
     *
     * @param handOver asked when a service wants to hold the device
     * @return to be closed before the device is
     * @throws BackupException {@code HOME_FAILED} where the device's home folder cannot hold the socket
     */
    Serving serve(Device device, HandOver handOver) throws BackupException;

    /**
     * Connects to the process that holds the device of this home folder; empty where none answers. The caller greets
     * with {@link DeviceLinks#GREETING} and closes it.
     */
    Optional<SocketChannel> dial(Path home);

    /**
     * Asks the process that holds the device of this home folder to give it up, which a background process does that
     * was started for one session, unless any runs; a service does not. Waits up to some seconds.
     *
     * @return whether the device is free as far as background processes go
     */
    boolean release(Path home);

    /** What a process does that holds the device when a service is started, which is there to hold it for all. */
    @FunctionalInterface
    interface HandOver {

        /** Keeps the device; the service waits. */
        HandOver NEVER = () -> false;

        /** Whether this process gives the device up soon; it reaches it through the service then. Returns at once. */
        boolean agree();
    }

    /**
     * Commands are answered until this is closed; commands that run then are ended first, sessions that they started go
     * on.
     */
    interface Serving extends AutoCloseable {

        @Override
        void close();
    }
}
