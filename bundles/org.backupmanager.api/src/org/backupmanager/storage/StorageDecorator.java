package org.backupmanager.storage;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;

import org.backupmanager.session.BackupException;
import org.osgi.annotation.versioning.ConsumerType;

/** A storage that hands every call on to another one; whoever implements it changes the calls that it is about. */
@ConsumerType
public interface StorageDecorator extends StorageTransport {

    /** What calls go to; closed with this one. */
    StorageTransport target();

    /** One call of the storage. */
    @FunctionalInterface
    interface Call<T> {
        T run() throws BackupException;
    }

    /** Every call but {@link #label} and {@link #close} goes through this, and from here to the {@link #target}. */
    default <T> T call(Call<T> call) throws BackupException {
        return call.run();
    }

    @Override
    default void put(ObjectName name, List<ByteBuffer> content, int crc32c) throws BackupException {
        call(() -> {
            target().put(name, content, crc32c);
            return name;
        });
    }

    @Override
    default ByteBuffer get(ObjectName name, long offset, int length) throws BackupException {
        return call(() -> target().get(name, offset, length));
    }

    @Override
    default long size(ObjectName name) throws BackupException {
        return call(() -> target().size(name));
    }

    @Override
    default boolean exists(ObjectName name) throws BackupException {
        return call(() -> target().exists(name));
    }

    @Override
    default List<StoredObject> list(ObjectName prefix) throws BackupException {
        return call(() -> target().list(prefix));
    }

    @Override
    default List<String> roots() throws BackupException {
        return call(() -> target().roots());
    }

    @Override
    default void delete(ObjectName name) throws BackupException {
        call(() -> {
            target().delete(name);
            return name;
        });
    }

    @Override
    default OptionalLong free() throws BackupException {
        return call(() -> target().free());
    }

    @Override
    default String label() {
        return target().label();
    }

    @Override
    default void close() {
        target().close();
    }
}
