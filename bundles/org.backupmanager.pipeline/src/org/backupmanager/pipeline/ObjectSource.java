package org.backupmanager.pipeline;

import java.nio.ByteBuffer;

import org.backupmanager.session.BackupException;
import org.backupmanager.storage.ObjectName;
import org.backupmanager.storage.StorageTransport;

/** The bytes of one object: stored somewhere, or made in memory and not stored yet. */
public interface ObjectSource {

    /** How many. */
    long size() throws BackupException;

    /** Those from an offset on, fewer where the object ends before; the buffer is the caller's. */
    ByteBuffer get(long offset, int length) throws BackupException;

    /** An object of a storage. */
    static ObjectSource of(StorageTransport storage, ObjectName name) {
        return new ObjectSource() {
            @Override
            public long size() throws BackupException {
                return storage.size(name);
            }

            @Override
            public ByteBuffer get(long offset, int length) throws BackupException {
                return storage.get(name, offset, length);
            }
        };
    }

    /** Bytes in memory. */
    static ObjectSource of(byte[] bytes) {
        return new ObjectSource() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public ByteBuffer get(long offset, int length) {
                int from = (int) Math.min(offset, bytes.length);
                return ByteBuffer.wrap(bytes, from, Math.min(length, bytes.length - from)).slice();
            }
        };
    }
}
