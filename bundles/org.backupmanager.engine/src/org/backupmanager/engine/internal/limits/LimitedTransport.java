package org.backupmanager.engine.internal.limits;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import org.backupmanager.pipeline.Gate;
import org.backupmanager.session.BackupException;
import org.backupmanager.storage.ObjectName;
import org.backupmanager.storage.StorageTransport;

/**
 * A storage that content goes to and comes from no faster than a {@link Throttle} allows. Only content counts: names,
 * sizes and listings do not. While there are no limits every call is passed on as it is. What is taken back after a
 * cancel ({@link #delete}) is taken back.
 */
public final class LimitedTransport implements PatientTransport {

    private final StorageTransport storage;
    private final Throttle throttle;
    private final Gate gate;

    /** @param storage that is asked; closed with this one */
    public LimitedTransport(StorageTransport storage, Throttle throttle) {
        this(storage, throttle, () -> {
            // nobody cancels it
        });
    }

    private LimitedTransport(StorageTransport storage, Throttle throttle, Gate gate) {
        this.storage = storage;
        this.throttle = throttle;
        this.gate = gate;
    }

    @Override
    public StorageTransport target() {
        return storage;
    }

    @Override
    public StorageTransport within(Gate asked) {
        return new LimitedTransport(PatientTransport.within(storage, asked), throttle, asked);
    }

    @Override
    public void put(ObjectName name, List<ByteBuffer> content, int crc32c) throws BackupException {
        gate.pass();
        if (throttle.isOn()) {
            storage.put(name, content, crc32c, wanted -> throttle.up().next(wanted, gate));
        } else {
            storage.put(name, content, crc32c);
        }
    }

    @Override
    public ByteBuffer get(ObjectName name, long offset, int length) throws BackupException {
        gate.pass();
        if (!throttle.isOn() || length == 0) {
            return storage.get(name, offset, length);
        }
        List<ByteBuffer> parts = new ArrayList<>();
        for (int got = 0; got < length;) {
            int piece = throttle.down().next(length - got, gate);
            ByteBuffer part = storage.get(name, offset + got, piece);
            throttle.down().giveBack(piece - part.remaining());
            parts.add(part);
            if (part.remaining() < piece) {
                break;
            }
            got += piece;
        }
        return parts.size() == 1 ? parts.getFirst() : join(parts);
    }

    private static ByteBuffer join(List<ByteBuffer> parts) {
        ByteBuffer all = ByteBuffer.allocate(parts.stream().mapToInt(ByteBuffer::remaining).sum());
        parts.forEach(all::put);
        return all.flip();
    }

    @Override
    public <T> T call(Call<T> call) throws BackupException {
        gate.pass();
        return call.run();
    }

    @Override
    public void delete(ObjectName name) throws BackupException {
        storage.delete(name);
    }
}
