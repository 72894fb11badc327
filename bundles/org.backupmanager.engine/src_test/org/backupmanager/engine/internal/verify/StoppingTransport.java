package org.backupmanager.engine.internal.verify;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;

import org.backupmanager.engine.internal.run.RunProgress;
import org.backupmanager.session.BackupException;
import org.backupmanager.storage.ObjectName;
import org.backupmanager.storage.StorageTransport;

/** A storage that cancels the session once so many objects were begun to be read. */
record StoppingTransport(StorageTransport storage, RunProgress progress, int objects, AtomicInteger begun)
        implements StorageTransport {

    StoppingTransport(StorageTransport storage, RunProgress progress, int objects) {
        this(storage, progress, objects, new AtomicInteger());
    }

    @Override
    public ByteBuffer get(ObjectName name, long offset, int length) throws BackupException {
        if (offset == 0 && begun.incrementAndGet() > objects) {
            progress.cancel();
        }
        return storage.get(name, offset, length);
    }

    @Override
    public void put(ObjectName name, List<ByteBuffer> content, int crc32c) throws BackupException {
        storage.put(name, content, crc32c);
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
        return storage.label();
    }

    @Override
    public void close() {
        storage.close();
    }
}
