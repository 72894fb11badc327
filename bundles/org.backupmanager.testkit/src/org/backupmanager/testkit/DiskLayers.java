package org.backupmanager.testkit;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;

import org.backupmanager.storage.ObjectName;

/**
 * What a disk holds: what readers see, what outlives a power cut for sure, and the changes between the two. For one
 * thread.
 */
final class DiskLayers {

    private final SortedMap<ObjectName, byte[]> current;
    private final SortedMap<ObjectName, byte[]> durable;
    private final Deque<Change> cached = new ArrayDeque<>();
    private final int cacheSize;
    private final RandomGenerator chance;

    /**
     * An empty disk.
     *
     * @param cacheSize how many of the last changes are not durable yet
     * @param chance decides in a crash what becomes of them
     */
    DiskLayers(int cacheSize, RandomGenerator chance) {
        this(new TreeMap<>(), cacheSize, chance);
    }

    private DiskLayers(SortedMap<ObjectName, byte[]> objects, int cacheSize, RandomGenerator chance) {
        this.current = objects;
        this.durable = new TreeMap<>(objects);
        this.cacheSize = cacheSize;
        this.chance = chance;
    }

    /** What readers see; not to be changed. */
    SortedMap<ObjectName, byte[]> objects() {
        return current;
    }

    Optional<byte[]> find(ObjectName name) {
        return Optional.ofNullable(current.get(name));
    }

    /** An object comes with its bytes, or goes. */
    void change(ObjectName name, Optional<byte[]> content) {
        var change = new Change(name, content);
        change.apply(current);
        cached.addLast(change);
        while (cached.size() > cacheSize) {
            cached.removeFirst().apply(durable);
        }
    }

    /** The disk itself changes an object, without anybody having asked; returns its name. */
    ObjectName damage(ObjectName name, Function<byte[], Optional<byte[]>> damage) {
        byte[] bytes = find(name).orElseThrow(() -> new IllegalArgumentException("no " + name));
        var change = new Change(name, damage.apply(bytes));
        change.apply(current);
        change.apply(durable);
        return name;
    }

    DiskLayers copy() {
        return new DiskLayers(new TreeMap<>(current), cacheSize, chance);
    }

    /** What is found when the power is back: each change that was not durable is kept, torn or lost, for itself. */
    DiskLayers afterCrash() {
        var surviving = new TreeMap<>(durable);
        for (Change change : cached) {
            switch (chance.nextInt(3)) {
                case 0 -> change.apply(surviving);
                case 1 -> change.tear(surviving, chance);
                default -> {
                    // lost
                }
            }
        }
        return new DiskLayers(surviving, cacheSize, chance);
    }

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
}
