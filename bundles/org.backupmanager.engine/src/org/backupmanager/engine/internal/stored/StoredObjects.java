package org.backupmanager.engine.internal.stored;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.backupmanager.content.CabinetId;
import org.backupmanager.engine.internal.Messages;
import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;
import org.backupmanager.storage.ObjectName;
import org.backupmanager.storage.StorageTransport.StoredObject;
import org.backupmanager.storage.StorageTransport;

/**
 * What a device has in its storage. Objects whose names are not of our making are passed over.
 *
 * @param names of the device
 * @param storage they are in
 */
public record StoredObjects(ObjectNames names, StorageTransport storage) {

    /** More than any small object has: a length beyond it is not believed. */
    private static final long MOST_BYTES = 1L << 30;

    /** Session roots, oldest first. */
    public List<StoredObject> sessions() throws BackupException {
        return numbered(names.sessions());
    }

    /** Marks of sessions, oldest first. */
    public List<StoredObject> marks() throws BackupException {
        return numbered(names.marks());
    }

    /** Parts of the register, oldest first. */
    public List<StoredObject> registerParts() throws BackupException {
        return numbered(names.registerParts());
    }

    private List<StoredObject> numbered(ObjectName prefix) throws BackupException {
        return storage.list(prefix).stream().filter(object -> number(object) > 0).toList();
    }

    /** The number in the name of a root or part; 0 where there is none. */
    public static long number(StoredObject object) {
        return ObjectNames.number(object.name()).orElse(0);
    }

    /** All cabinets with their sizes. */
    public Map<CabinetId, Long> cabinets() throws BackupException {
        Map<CabinetId, Long> cabinets = new TreeMap<>((a, b) -> a.hex().compareTo(b.hex()));
        for (StoredObject object : storage.list(names.cabinets())) {
            if (object.name().lastPart().matches("[0-9a-f]{64}")) {
                cabinets.put(new CabinetId(object.name().lastPart()), object.size());
            }
        }
        return cabinets;
    }

    /** All bytes of a small object. */
    public byte[] read(ObjectName name) throws BackupException {
        return read(new StoredObject(name, storage.size(name)));
    }

    /** All bytes of a small object that was listed. */
    public byte[] read(StoredObject object) throws BackupException {
        if (object.size() > MOST_BYTES) {
            throw new BackupException(Code.OBJECT_DAMAGED, object.name(), Messages.text("object.size", object.size()));
        }
        ByteBuffer content = storage.get(object.name(), 0, (int) object.size());
        byte[] bytes = new byte[content.remaining()];
        content.get(bytes);
        return bytes;
    }
}
