package org.backupmanager.engine.internal.cleanup;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import org.backupmanager.session.BackupException;
import org.backupmanager.storage.ObjectName;
import org.backupmanager.storage.StorageTransport;

/** A storage that is used as whoever calls sees it: each thread by its own view. */
class Routed implements StorageTransport {

    static final InheritableThreadLocal<StorageTransport> VIEW = new InheritableThreadLocal<>();

    private final StorageTransport plain;

    Routed(StorageTransport plain) {
        this.plain = plain;
    }

    StorageTransport target() {
        return Optional.ofNullable(VIEW.get()).orElse(plain);
    }

    @Override
    public void put(ObjectName name, List<ByteBuffer> content, int crc32c) throws BackupException {
        target().put(name, content, crc32c);
    }

    @Override
    public ByteBuffer get(ObjectName name, long offset, int length) throws BackupException {
        return target().get(name, offset, length);
    }

    @Override
    public long size(ObjectName name) throws BackupException {
        return target().size(name);
    }

    @Override
    public boolean exists(ObjectName name) throws BackupException {
        return target().exists(name);
    }

    @Override
    public List<StoredObject> list(ObjectName prefix) throws BackupException {
        return target().list(prefix);
    }

    @Override
    public List<String> roots() throws BackupException {
        return target().roots();
    }

    @Override
    public void delete(ObjectName name) throws BackupException {
        target().delete(name);
    }

    @Override
    public OptionalLong free() throws BackupException {
        return target().free();
    }

    @Override
    public String label() {
        return plain.label();
    }

    @Override
    public void close() {
        // the storage is everybody's
    }
}
