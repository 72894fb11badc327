package org.backupmanager.engine.internal.cleanup;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;
import org.backupmanager.storage.ObjectName;
import org.backupmanager.storage.StorageTransport;

/**
 * Lets several actors use one storage step by step: each of their operations waits until the schedule lets it go on,
 * and an actor can be killed before or after any of them.
 */
final class Steps {

    /** How long to wait for an actor that may be waiting for another one. */
    private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(3);
    private static final long STUCK = TimeUnit.SECONDS.toNanos(60);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Ticket> waiting = new ArrayList<>();
    private final Set<Actor> live = new HashSet<>();

    /** Hears of changes of the storage as they happen. */
    interface Watch {
        void stored(Actor by, ObjectName name) throws BackupException;

        void deleting(Actor by, ObjectName name);

        void deleted(Actor by, ObjectName name) throws BackupException;
    }

    /** What an actor does. */
    interface Work {
        void run() throws Exception;
    }

    /** One thread of work in one home. */
    final class Actor {
        final String name;
        private boolean killed;
        private boolean doomed;
        private final boolean sleepy;
        private volatile Throwable failure;
        private Thread thread;

        /** @param sleepy whether others do many steps for each of its own */
        Actor(String name, boolean sleepy) {
            this.name = name;
            this.sleepy = sleepy;
        }

        void start(Work work) {
            lock.lock();
            try {
                live.add(this);
            } finally {
                lock.unlock();
            }
            thread = Thread.ofPlatform().name(name).start(() -> {
                try {
                    work.run();
                } catch (Throwable any) {
                    failure = any;
                } finally {
                    lock.lock();
                    try {
                        live.remove(this);
                        changed.signalAll();
                    } finally {
                        lock.unlock();
                    }
                }
            });
        }

        Throwable failure() {
            return failure;
        }

        boolean isKilled() {
            lock.lock();
            try {
                return killed;
            } finally {
                lock.unlock();
            }
        }

        void join() throws InterruptedException {
            thread.join(TimeUnit.SECONDS.toMillis(60));
            if (thread.isAlive()) {
                throw new AssertionError(name + " does not end");
            }
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final class Ticket {
        final Actor actor;
        boolean granted;

        Ticket(Actor actor) {
            this.actor = actor;
        }
    }

    boolean isLive(Actor actor) {
        lock.lock();
        try {
            return live.contains(actor);
        } finally {
            lock.unlock();
        }
    }

    /** From its next operation on, every one of the actor fails. */
    void kill(Actor actor) {
        lock.lock();
        try {
            actor.killed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The actor dies as soon as its next change of the storage is done, before it learns of that. */
    void doom(Actor actor) {
        lock.lock();
        try {
            actor.doomed = true;
        } finally {
            lock.unlock();
        }
    }

    private void die(Actor actor) throws BackupException {
        actor.killed |= actor.doomed;
        check(actor);
    }

    private void pass(Actor actor) throws BackupException {
        lock.lock();
        try {
            var ticket = new Ticket(actor);
            waiting.add(ticket);
            changed.signalAll();
            while (!ticket.granted && !actor.killed) {
                changed.awaitUninterruptibly();
            }
            waiting.remove(ticket);
            check(actor);
        } finally {
            lock.unlock();
        }
    }

    private static void check(Actor actor) throws BackupException {
        if (actor.killed) {
            throw new BackupException(Code.STORAGE_FAILED, "memory", "the power is off");
        }
    }

    /**
     * Lets one waiting operation go on, once every actor waits or has ended; returns whether there was one.
     *
     * @param awake whether those that sleep are passed over, most of the time
     */
    boolean grant(RandomGenerator chance, boolean awake) throws InterruptedException {
        lock.lock();
        try {
            long patience = PATIENCE;
            long stuck = STUCK;
            while (!live.isEmpty() && stuck > 0 && (waiting.isEmpty() || patience > 0 && !allWait())) {
                long before = System.nanoTime();
                changed.awaitNanos(patience > 0 ? patience : PATIENCE);
                long took = System.nanoTime() - before;
                patience -= waiting.isEmpty() ? 0 : took;
                stuck -= took;
            }
            if (stuck <= 0) {
                throw new AssertionError("nothing goes on: " + live);
            }
            if (waiting.isEmpty()) {
                return false;
            }
            boolean passOver = awake && chance.nextInt(30) > 0;
            List<Ticket> candidates = waiting.stream().filter(ticket -> !passOver || !ticket.actor.sleepy).toList();
            if (candidates.isEmpty()) {
                return false;
            }
            Ticket next = candidates.get(chance.nextInt(candidates.size()));
            waiting.remove(next);
            next.granted = true;
            changed.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private boolean allWait() {
        return live.stream().allMatch(actor -> waiting.stream().anyMatch(ticket -> ticket.actor == actor));
    }

    /** The storage as that actor sees it. */
    StorageTransport view(StorageTransport storage, Actor actor, Watch watch) {
        return new View(storage, actor, watch);
    }

    private final class View implements StorageTransport {

        private final StorageTransport storage;
        private final Actor actor;
        private final Watch watch;

        View(StorageTransport storage, Actor actor, Watch watch) {
            this.storage = storage;
            this.actor = actor;
            this.watch = watch;
        }

        @Override
        public void put(ObjectName name, List<ByteBuffer> content, int crc32c) throws BackupException {
            pass(actor);
            lock.lock();
            try {
                check(actor);
                storage.put(name, content, crc32c);
                watch.stored(actor, name);
                die(actor);
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void delete(ObjectName name) throws BackupException {
            pass(actor);
            lock.lock();
            try {
                check(actor);
                watch.deleting(actor, name);
                storage.delete(name);
                watch.deleted(actor, name);
                die(actor);
            } finally {
                lock.unlock();
            }
        }

        @Override
        public ByteBuffer get(ObjectName name, long offset, int length) throws BackupException {
            pass(actor);
            return storage.get(name, offset, length);
        }

        @Override
        public long size(ObjectName name) throws BackupException {
            check(actor);
            return storage.size(name);
        }

        @Override
        public boolean exists(ObjectName name) throws BackupException {
            pass(actor);
            return storage.exists(name);
        }

        @Override
        public List<StoredObject> list(ObjectName prefix) throws BackupException {
            pass(actor);
            return storage.list(prefix);
        }

        @Override
        public List<String> roots() throws BackupException {
            return storage.roots();
        }

        @Override
        public OptionalLong free() throws BackupException {
            return storage.free();
        }

        @Override
        public String label() {
            return storage.label();
        }

        @Override
        public void close() {
            // the storage is everybody's
        }
    }
}
