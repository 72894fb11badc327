package org.backupmanager.storage;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;
import java.util.zip.CRC32C;

import org.backupmanager.session.BackupException;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Keeps named immutable objects; knows nothing of what they hold. Known elsewhere as repository or backend.
 * <ul>
 * <li>{@code put} is atomic: nobody ever sees half an object, whatever breaks meanwhile.
 * <li>{@code put} of the same name and bytes again changes nothing.
 * <li>When {@code put} has returned, the object outlives a power cut and can be read and listed at once.
 * <li>{@code list} is complete or fails; it never returns a part.
 * <li>{@code delete} is final; deleting what is not there is no error.
 * <li>Safe for use by many threads at once; an interrupted thread ends its call with {@code Code.CANCELLED} soon.
 * </ul>
 * Failures are {@link BackupException}s with the {@code STORAGE_} codes; a missing object is an {@link
 * ObjectMissingException}.
 * Implementers: run {@code StorageTransportContract}. Do not retry; callers do.
 */
@ConsumerType
public interface StorageTransport extends AutoCloseable {

    /**
     * Stores an object.
     *
     * @param name its name
     * @param content its bytes, the parts in order; the buffers' positions are not moved
     * @param crc32c CRC-32C of all bytes, checked before the object becomes visible: {@code Code.OBJECT_DAMAGED} where
     *        it differs
     */
    void put(ObjectName name, List<ByteBuffer> content, int crc32c) throws BackupException;

    /** Stores an object whose bytes are at hand in one array. */
    default void put(ObjectName name, byte[] content) throws BackupException {
        var crc = new CRC32C();
        crc.update(content);
        put(name, List.of(ByteBuffer.wrap(content)), (int) crc.getValue());
    }

    /**
     * Stores an object no faster than a pace allows. A storage that sends in parts asks before each of them; this one
     * waits until all may leave.
     */
    default void put(ObjectName name, List<ByteBuffer> content, int crc32c, Pace pace) throws BackupException {
        for (ByteBuffer part : content) {
            for (int left = part.remaining(); left > 0;) {
                left -= pace.next(left);
            }
        }
        put(name, content, crc32c);
    }

    /**
     * Reads a part of an object.
     *
     * @param offset of the first byte
     * @param length bytes wanted, at most 2 GiB
     * @return a buffer of its own with exactly {@code length} bytes, or fewer where the object ends before
     */
    ByteBuffer get(ObjectName name, long offset, int length) throws BackupException;

    /** Bytes of the object. */
    long size(ObjectName name) throws BackupException;

    /** Whether there is an object of that name. */
    boolean exists(ObjectName name) throws BackupException;

    /** All objects whose names begin with {@code prefix} and a '/', in the order of their names. */
    List<StoredObject> list(ObjectName prefix) throws BackupException;

    /** The first parts of all names, for finding devices. */
    List<String> roots() throws BackupException;

    /** Removes an object for good. */
    void delete(ObjectName name) throws BackupException;

    /** Bytes that can still be stored, where the storage knows. */
    OptionalLong free() throws BackupException;

    /** What to call the storage towards a person; holds no secret. */
    String label();

    /** Ends the use; may be called twice. */
    @Override
    void close();

    /**
     * One row of a listing.
     *
     * @param name of the object
     * @param size its bytes
     */
    record StoredObject(ObjectName name, long size) {
    }
}
