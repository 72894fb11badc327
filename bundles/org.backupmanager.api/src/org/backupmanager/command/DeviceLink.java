package org.backupmanager.command;

import org.backupmanager.session.Device;
import org.osgi.annotation.versioning.ProviderType;

/** A device that another process holds, as long as both want it. */
@ProviderType
public interface DeviceLink extends AutoCloseable {

    /**
     * The device; closing it closes the link and nothing else. Its name, storage, cipher and home, and the names of its
     * data sources, are known here; every other call waits for the other process.
     */
    Device device();

    /**
     * This is run once when the other process has ended or is silent for long, not when the link is closed from here;
     * at once where that has happened already.
     */
    void whenLost(Runnable step);

    /** Hangs up; sessions go on. May be called twice; returns at once. */
    @Override
    void close();
}
