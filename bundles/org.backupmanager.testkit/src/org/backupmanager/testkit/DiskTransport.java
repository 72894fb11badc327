package org.backupmanager.testkit;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;
import org.backupmanager.storage.ObjectMissingException;
import org.backupmanager.storage.ObjectName;
import org.backupmanager.storage.StorageTransport;

/**
 * A storage that breaks as disks do, at a moment that the test chooses. To try every crash point of a history: run it
 * once and ask {@link #operations}; then
 * for each number up to that and each {@link Fault}, run it again on a new disk with {@link #failAt}, let it end as it
 * will, and look at what {@link #crash}
 * gives back. What is written is safe at once, unless the disk {@link #withWriteCache lies}. Safe for use by many
 * threads.
 */
public final class DiskTransport implements StorageTransport {

    /** What happens at the chosen operation. */
    public enum Fault {
        /** It fails with {@code STORAGE_FAILED} and has done nothing; later ones work. */
        FAILS,
        /** It is done, but fails with {@code STORAGE_FAILED}: the answer was lost; later ones work. */
        FAILS_AFTER_ALL,
        /** It and all later puts fail with {@code STORAGE_FULL}, until {@link DiskTransport#makeRoom}. */
        FULL,
        /** The power goes before it; from then on every call fails. */
        POWER_CUT_BEFORE,
        /** The power goes as soon as it is done; it and all later calls fail. */
        POWER_CUT_AFTER
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final DiskLayers layers;
    private final Map<Long, Fault> faults = new HashMap<>();
    private long operations;
    private boolean full;
    private boolean dead;

    /** An empty, honest disk. */
    public DiskTransport() {
        this(new DiskLayers(0, new SplittableRandom(1)));
    }

    private DiskTransport(DiskLayers layers) {
        this.layers = layers;
    }

    /**
     * An empty disk that says "done" too early: its last operations are lost, torn or kept by chance in a crash, each
     * for itself, so that a later one may
     * survive an earlier one. What is stored on such a disk cannot be promised, but damage must be noticed.
     *
     * @param operations how many of the last operations are at risk
     * @param chance decides what becomes of them; print its seed
     */
    public static DiskTransport withWriteCache(int operations, RandomGenerator chance) {
        return new DiskTransport(new DiskLayers(operations, chance));
    }

    /** Lets an operation of this disk fail, counted from 1 as {@link #operations} does. */
    public void failAt(long operation, Fault fault) {
        locked(() -> faults.put(operation, fault));
    }

    /** How many puts and deletes were asked for. */
    public long operations() {
        return locked(() -> operations);
    }

    /** Whether the power is off. */
    public boolean isDead() {
        return locked(() -> dead);
    }

    /** Ends {@link Fault#FULL}. */
    public void makeRoom() {
        locked(() -> full = false);
    }

    /**
     * Cuts the power, if it was not yet, and starts again: the disk with what survived. This one stays dead, whoever
     * still uses it.
     */
    public DiskTransport crash() {
        return locked(() -> {
            dead = true;
            return new DiskTransport(layers.afterCrash());
        });
    }

    /** Another disk with what reads see now: a backup of the storage, to be played back later. */
    public DiskTransport copy() {
        return locked(() -> new DiskTransport(layers.copy()));
    }

    /** Flips one bit of an object that is there, counted from its beginning. */
    public void flip(ObjectName name, long bit) {
        locked(() -> layers.damage(name, bytes -> {
            byte[] changed = bytes.clone();
            changed[(int) (bit / 8)] ^= (byte) (1 << bit % 8);
            return Optional.of(changed);
        }));
    }

    /** Cuts off, or fills up with zeros, an object that is there. */
    public void truncate(ObjectName name, int length) {
        locked(() -> layers.damage(name, bytes -> Optional.of(Arrays.copyOf(bytes, length))));
    }

    /** Loses an object that is there. */
    public void lose(ObjectName name) {
        locked(() -> layers.damage(name, _ -> Optional.empty()));
    }

    @Override
    public void put(ObjectName name, List<ByteBuffer> content, int crc32c) throws BackupException {
        byte[] bytes = MemoryTransport.checked(name, content, crc32c);
        change(true, () -> {
            Optional<byte[]> before = layers.find(name);
            if (before.isEmpty()) {
                layers.change(name, Optional.of(bytes));
            } else if (!Arrays.equals(before.get(), bytes)) {
                throw MemoryTransport.taken(name);
            }
        });
    }

    @Override
    public void delete(ObjectName name) throws BackupException {
        change(false, () -> layers.change(name, Optional.empty()));
    }

    private void change(boolean needsRoom, Operation operation) throws BackupException {
        live(() -> {
            Optional<Fault> fault = Optional.ofNullable(faults.get(++operations));
            before(fault, needsRoom);
            operation.run();
            after(fault);
            return operations;
        });
    }

    private void before(Optional<Fault> fault, boolean needsRoom) throws BackupException {
        full |= fault.equals(Optional.of(Fault.FULL));
        if (fault.equals(Optional.of(Fault.POWER_CUT_BEFORE))) {
            dead = true;
            throw failure("the power went");
        }
        if (fault.equals(Optional.of(Fault.FAILS))) {
            throw failure("input/output error");
        }
        if (full && needsRoom) {
            throw new BackupException(Code.STORAGE_FULL, label(), "no space left on device");
        }
    }

    private void after(Optional<Fault> fault) throws BackupException {
        if (fault.equals(Optional.of(Fault.POWER_CUT_AFTER))) {
            dead = true;
            throw failure("the power went");
        }
        if (fault.equals(Optional.of(Fault.FAILS_AFTER_ALL))) {
            throw failure("the answer was lost");
        }
    }

    @Override
    public ByteBuffer get(ObjectName name, long offset, int length) throws BackupException {
        return MemoryTransport.part(live(() -> find(name)), offset, length);
    }

    @Override
    public long size(ObjectName name) throws BackupException {
        return live(() -> find(name)).length;
    }

    @Override
    public boolean exists(ObjectName name) throws BackupException {
        return live(() -> layers.find(name).isPresent());
    }

    @Override
    public List<StoredObject> list(ObjectName prefix) throws BackupException {
        return live(() -> {
            var rows = new ArrayList<StoredObject>();
            layers.objects().forEach((name, bytes) -> {
                if (name.value().startsWith(prefix.value() + "/")) {
                    rows.add(new StoredObject(name, bytes.length));
                }
            });
            return rows;
        });
    }

    @Override
    public List<String> roots() throws BackupException {
        return live(() -> {
            var roots = new TreeSet<String>();
            layers.objects().keySet().forEach(name -> roots.add(name.value().split("/", 2)[0]));
            return List.copyOf(roots);
        });
    }

    @Override
    public OptionalLong free() throws BackupException {
        return live(OptionalLong::empty);
    }

    @Override
    public String label() {
        return "disk";
    }

    @Override
    public void close() {
        // the disk stays
    }

    private byte[] find(ObjectName name) throws BackupException {
        return layers.find(name).orElseThrow(() -> new ObjectMissingException(name, label()));
    }

    private <T> T live(Access<T> access) throws BackupException {
        MemoryTransport.checkInterrupted();
        lock.lock();
        try {
            if (dead) {
                throw failure("the power is off");
            }
            return access.run();
        } finally {
            lock.unlock();
        }
    }

    private <T> T locked(Supplier<T> access) {
        lock.lock();
        try {
            return access.get();
        } finally {
            lock.unlock();
        }
    }

    private BackupException failure(String cause) {
        return new BackupException(Code.STORAGE_FAILED, label(), cause);
    }

    /** One look at the disk. */
    @FunctionalInterface
    private interface Access<T> {
        T run() throws BackupException;
    }

    /** A put or delete on its way. */
    @FunctionalInterface
    private interface Operation {
        void run() throws BackupException;
    }
}
