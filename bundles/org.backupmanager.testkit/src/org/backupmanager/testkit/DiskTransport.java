package org.backupmanager.testkit;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
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

    private final RandomGenerator chance;
    private final int cacheSize;
    private final ReentrantLock lock = new ReentrantLock();
    /** What reads see. */
    private final SortedMap<ObjectName, byte[]> current;
    /** What a power cut leaves for sure. */
    private final SortedMap<ObjectName, byte[]> durable;
    /** The changes between the two, oldest first. */
    private final Deque<Change> cached = new ArrayDeque<>();
    private final Map<Long, Fault> faults = new HashMap<>();
    private long operations;
    private boolean full;
    private boolean dead;

    /** An empty, honest disk. */
    public DiskTransport() {
        this(new TreeMap<>(), 0, new SplittableRandom(1));
    }

    private DiskTransport(SortedMap<ObjectName, byte[]> objects, int cacheSize, RandomGenerator chance) {
        this.current = objects;
        this.durable = new TreeMap<>(objects);
        this.cacheSize = cacheSize;
        this.chance = chance;
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
        return new DiskTransport(new TreeMap<>(), operations, chance);
    }

    /** Lets an operation of this disk fail, counted from 1 as {@link #operations} does. */
    public void failAt(long operation, Fault fault) {
        lock.lock();
        try {
            faults.put(operation, fault);
        } finally {
            lock.unlock();
        }
    }

    /** How many puts and deletes were asked for. */
    public long operations() {
        lock.lock();
        try {
            return operations;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the power is off. */
    public boolean isDead() {
        lock.lock();
        try {
            return dead;
        } finally {
            lock.unlock();
        }
    }

    /** Ends {@link Fault#FULL}. */
    public void makeRoom() {
        lock.lock();
        try {
            full = false;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Cuts the power, if it was not yet, and starts again: the disk with what survived. This one stays dead, whoever
     * still uses it.
     */
    public DiskTransport crash() {
        lock.lock();
        try {
            dead = true;
            var surviving = new TreeMap<>(durable);
            for (Change change : cached) {
                survive(change, surviving);
            }
            return new DiskTransport(surviving, cacheSize, chance);
        } finally {
            lock.unlock();
        }
    }

    private void survive(Change change, SortedMap<ObjectName, byte[]> surviving) {
        switch (chance.nextInt(3)) {
            case 0 -> change.apply(surviving);
            case 1 -> change.tear(surviving, chance);
            default -> {
                // lost
            }
        }
    }

    /** Another disk with what reads see now: a backup of the storage, to be played back later. */
    public DiskTransport copy() {
        lock.lock();
        try {
            return new DiskTransport(new TreeMap<>(current), cacheSize, chance);
        } finally {
            lock.unlock();
        }
    }

    /** Flips one bit of an object that is there, counted from its beginning. */
    public void flip(ObjectName name, long bit) {
        damage(name, bytes -> {
            byte[] changed = bytes.clone();
            changed[(int) (bit / 8)] ^= (byte) (1 << bit % 8);
            return Optional.of(changed);
        });
    }

    /** Cuts off, or fills up with zeros, an object that is there. */
    public void truncate(ObjectName name, int length) {
        damage(name, bytes -> Optional.of(Arrays.copyOf(bytes, length)));
    }

    /** Loses an object that is there. */
    public void lose(ObjectName name) {
        damage(name, _ -> Optional.empty());
    }

    private void damage(ObjectName name, Damage damage) {
        lock.lock();
        try {
            byte[] bytes = Optional.ofNullable(current.get(name))
                    .orElseThrow(() -> new IllegalArgumentException("no " + name));
            var change = new Change(name, damage.of(bytes));
            change.apply(current);
            change.apply(durable);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void put(ObjectName name, List<ByteBuffer> content, int crc32c) throws BackupException {
        byte[] bytes = MemoryTransport.checked(name, content, crc32c);
        change(true, () -> {
            Optional<byte[]> before = Optional.ofNullable(current.get(name));
            if (before.isPresent() && !Arrays.equals(before.get(), bytes)) {
                throw MemoryTransport.taken(name);
            }
            return before.isPresent() ? Optional.empty() : Optional.of(new Change(name, Optional.of(bytes)));
        });
    }

    @Override
    public void delete(ObjectName name) throws BackupException {
        change(false, () -> Optional.of(name).filter(current::containsKey)
                .map(gone -> new Change(gone, Optional.empty())));
    }

    private void change(boolean needsRoom, Operation operation) throws BackupException {
        live(() -> {
            Optional<Fault> fault = Optional.ofNullable(faults.get(++operations));
            before(fault, needsRoom);
            operation.change().ifPresent(this::apply);
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

    private void apply(Change change) {
        change.apply(current);
        cached.addLast(change);
        while (cached.size() > cacheSize) {
            cached.removeFirst().apply(durable);
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
        return live(() -> current.containsKey(name));
    }

    @Override
    public List<StoredObject> list(ObjectName prefix) throws BackupException {
        return live(() -> {
            var rows = new ArrayList<StoredObject>();
            current.forEach((name, bytes) -> {
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
            current.keySet().forEach(name -> roots.add(name.value().split("/", 2)[0]));
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
        return Optional.ofNullable(current.get(name)).orElseThrow(() -> new ObjectMissingException(name, label()));
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

    private BackupException failure(String cause) {
        return new BackupException(Code.STORAGE_FAILED, label(), cause);
    }

    /** An object that came (with its bytes) or went. */
    private record Change(ObjectName name, Optional<byte[]> content) {

        void apply(SortedMap<ObjectName, byte[]> objects) {
            content.ifPresentOrElse(bytes -> objects.put(name, bytes), () -> objects.remove(name));
        }

        /**
         * The name is there, but its content only up to a point, and perhaps zeros from there on. A deletion cannot
         * tear.
         */
        void tear(SortedMap<ObjectName, byte[]> objects, RandomGenerator chance) {
            content.ifPresent(bytes -> {
                byte[] begin = Arrays.copyOf(bytes, chance.nextInt(bytes.length + 1));
                objects.put(name, chance.nextBoolean() ? begin : Arrays.copyOf(begin, bytes.length));
            });
        }
    }

    @FunctionalInterface
    private interface Access<T> {
        T run() throws BackupException;
    }

    @FunctionalInterface
    private interface Operation {
        Optional<Change> change() throws BackupException;
    }

    @FunctionalInterface
    private interface Damage {
        Optional<byte[]> of(byte[] bytes);
    }
}
