package org.backupmanager.testkit;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.zip.CRC32C;

import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.SessionCancelledException;
import org.backupmanager.storage.ObjectMissingException;
import org.backupmanager.storage.ObjectName;
import org.backupmanager.storage.StorageTransport;

/**
 * A storage in memory that keeps every promise; what is stored stays when it is closed, so that one instance can stand
 * for a storage opened many times.
 */
public final class MemoryTransport implements StorageTransport {

    private final ConcurrentSkipListMap<ObjectName, byte[]> objects = new ConcurrentSkipListMap<>();

    @Override
    public void put(ObjectName name, List<ByteBuffer> content, int crc32c) throws BackupException {
        checkInterrupted();
        byte[] bytes = checked(name, content, crc32c);
        byte[] before = objects.putIfAbsent(name, bytes);
        if (before != null && !Arrays.equals(before, bytes)) {
            throw taken(name);
        }
    }

    /** The parts as one array, once their checksum is found right. */
    static byte[] checked(ObjectName name, List<ByteBuffer> content, int crc32c) throws BackupException {
        byte[] bytes = join(content);
        var crc = new CRC32C();
        crc.update(bytes);
        if ((int) crc.getValue() != crc32c) {
            throw new BackupException(Code.OBJECT_DAMAGED, name, "its bytes do not fit its checksum");
        }
        return bytes;
    }

    static BackupException taken(ObjectName name) {
        return new BackupException(Code.OBJECT_DAMAGED, name, "something else is stored under this name");
    }

    private static byte[] join(List<ByteBuffer> content) {
        byte[] all = new byte[content.stream().mapToInt(ByteBuffer::remaining).sum()];
        int at = 0;
        for (ByteBuffer part : content) {
            part.get(part.position(), all, at, part.remaining());
            at += part.remaining();
        }
        return all;
    }

    @Override
    public ByteBuffer get(ObjectName name, long offset, int length) throws BackupException {
        return part(find(name), offset, length);
    }

    /** A copy of a part, as {@link #get} promises it. */
    static ByteBuffer part(byte[] bytes, long offset, int length) {
        if (offset < 0 || length < 0) {
            throw new IllegalArgumentException("no range: " + length + " bytes at " + offset);
        }
        int from = (int) Math.min(offset, bytes.length);
        int to = (int) Math.min(bytes.length, from + (long) length);
        return ByteBuffer.wrap(Arrays.copyOfRange(bytes, from, to));
    }

    @Override
    public long size(ObjectName name) throws BackupException {
        return find(name).length;
    }

    @Override
    public boolean exists(ObjectName name) throws BackupException {
        checkInterrupted();
        return objects.containsKey(name);
    }

    @Override
    public List<StoredObject> list(ObjectName prefix) throws BackupException {
        checkInterrupted();
        String start = prefix.value() + "/";
        var rows = new ArrayList<StoredObject>();
        objects.tailMap(prefix, false).forEach((name, bytes) -> {
            if (name.value().startsWith(start)) {
                rows.add(new StoredObject(name, bytes.length));
            }
        });
        return rows;
    }

    @Override
    public List<String> roots() throws BackupException {
        checkInterrupted();
        var roots = new TreeSet<String>();
        objects.keySet().forEach(name -> roots.add(name.value().split("/", 2)[0]));
        return List.copyOf(roots);
    }

    @Override
    public void delete(ObjectName name) throws BackupException {
        checkInterrupted();
        objects.remove(name);
    }

    @Override
    public OptionalLong free() {
        return OptionalLong.empty();
    }

    @Override
    public String label() {
        return "memory";
    }

    @Override
    public void close() {
        // what is stored stays, as it would on a disk
    }

    private byte[] find(ObjectName name) throws BackupException {
        checkInterrupted();
        return Optional.ofNullable(objects.get(name)).orElseThrow(() -> new ObjectMissingException(name, label()));
    }

    static void checkInterrupted() throws SessionCancelledException {
        if (Thread.currentThread().isInterrupted()) {
            throw new SessionCancelledException();
        }
    }
}
