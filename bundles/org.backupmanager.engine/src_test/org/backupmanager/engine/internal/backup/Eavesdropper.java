package org.backupmanager.engine.internal.backup;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;

import org.backupmanager.session.BackupException;
import org.backupmanager.storage.ObjectName;
import org.backupmanager.storage.StorageTransport;
import org.backupmanager.testkit.MemoryTransport;

/** A storage that keeps what it is given, as it should, and notes what it sees of it: names, sizes, order. */
final class Eavesdropper implements StorageTransport {

    private final MemoryTransport storage = new MemoryTransport();
    private final List<Put> puts = Collections.synchronizedList(new ArrayList<>());

    /** One object that came. */
    record Put(ObjectName name, int size) {

        boolean isCabinet() {
            return name.value().contains("/cabinets/");
        }
    }

    /** What was seen, in order. */
    List<Put> puts() {
        return List.copyOf(puts);
    }

    @Override
    public void put(ObjectName name, List<ByteBuffer> content, int crc32c) throws BackupException {
        puts.add(new Put(name, content.stream().mapToInt(ByteBuffer::remaining).sum()));
        storage.put(name, content, crc32c);
    }

    @Override
    public ByteBuffer get(ObjectName name, long offset, int length) throws BackupException {
        return storage.get(name, offset, length);
    }

    @Override
    public long size(ObjectName name) throws BackupException {
        return storage.size(name);
    }

    @Override
    public boolean exists(ObjectName name) throws BackupException {
        return storage.exists(name);
    }

    @Override
    public List<StoredObject> list(ObjectName prefix) throws BackupException {
        return storage.list(prefix);
    }

    @Override
    public List<String> roots() throws BackupException {
        return storage.roots();
    }

    @Override
    public void delete(ObjectName name) throws BackupException {
        storage.delete(name);
    }

    @Override
    public OptionalLong free() throws BackupException {
        return storage.free();
    }

    @Override
    public String label() {
        return "eavesdropper";
    }

    @Override
    public void close() {
        storage.close();
    }
}
