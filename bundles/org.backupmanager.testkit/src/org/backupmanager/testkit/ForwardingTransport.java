package org.backupmanager.testkit;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;

import org.backupmanager.session.BackupException;
import org.backupmanager.storage.ObjectName;
import org.backupmanager.storage.StorageTransport;

/** A storage that hands every call on to another one; a test changes the call that it is about, or what each costs. */
public class ForwardingTransport implements StorageTransport {

    private final StorageTransport target;

    /** @param target gets the calls */
    public ForwardingTransport(StorageTransport target) {
        this.target = target;
    }

    /** What the next call goes to. */
    protected StorageTransport target() {
        return target;
    }

    /** One call of the storage. */
    @FunctionalInterface
    protected interface Call<T> {
        T run() throws BackupException;
    }

    /** Every call but {@link #label} and {@link #close} goes through this. */
    protected <T> T call(Call<T> call) throws BackupException {
        return call.run();
    }

    @Override
    public void put(ObjectName name, List<ByteBuffer> content, int crc32c) throws BackupException {
        call(() -> {
            target().put(name, content, crc32c);
            return name;
        });
    }

    @Override
    public ByteBuffer get(ObjectName name, long offset, int length) throws BackupException {
        return call(() -> target().get(name, offset, length));
    }

    @Override
    public long size(ObjectName name) throws BackupException {
        return call(() -> target().size(name));
    }

    @Override
    public boolean exists(ObjectName name) throws BackupException {
        return call(() -> target().exists(name));
    }

    @Override
    public List<StoredObject> list(ObjectName prefix) throws BackupException {
        return call(() -> target().list(prefix));
    }

    @Override
    public List<String> roots() throws BackupException {
        return call(target()::roots);
    }

    @Override
    public void delete(ObjectName name) throws BackupException {
        call(() -> {
            target().delete(name);
            return name;
        });
    }

    @Override
    public OptionalLong free() throws BackupException {
        return call(target()::free);
    }

    @Override
    public String label() {
        return target.label();
    }

    @Override
    public void close() {
        target().close();
    }
}
