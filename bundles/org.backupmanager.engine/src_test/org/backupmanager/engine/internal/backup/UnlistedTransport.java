package org.backupmanager.engine.internal.backup;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;

import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;
import org.backupmanager.storage.ObjectName;
import org.backupmanager.storage.StorageTransport;

/** A storage whose listings fail. */
public record UnlistedTransport(StorageTransport storage) implements StorageTransport {

    @Override
    public List<StoredObject> list(ObjectName prefix) throws BackupException {
        throw new BackupException(Code.STORAGE_FAILED, label(), "the connection broke");
    }

    @Override
    public void put(ObjectName name, List<ByteBuffer> content, int crc32c) throws BackupException {
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
