package org.backupmanager.engine.internal.device;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;
import org.backupmanager.storage.StorageProvider;
import org.backupmanager.storage.StorageTransport;

/** Storages with addresses like {@code memory:nas}; those that were plugged in are there. */
public final class PluggedStorages implements StorageProvider {

    private final Map<String, StorageTransport> there = new TreeMap<>();

    PluggedStorages plug(String address, StorageTransport storage) {
        there.put(address, storage);
        return this;
    }

    void unplug(String address) {
        there.remove(address);
    }

    @Override
    public List<String> schemes() {
        return List.of("memory:");
    }

    @Override
    public boolean accepts(String address) {
        return address.startsWith("memory:");
    }

    @Override
    public StorageTransport open(String address) throws BackupException {
        if (!there.containsKey(address)) {
            throw new BackupException(Code.STORAGE_MISSING, address, "nothing is plugged in");
        }
        return there.get(address);
    }

    @Override
    public String absolute(String address) {
        return address;
    }
}
