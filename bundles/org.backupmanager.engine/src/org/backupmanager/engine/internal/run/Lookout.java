package org.backupmanager.engine.internal.run;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A thread that looks for what is to be done, and then waits as long as nothing will be or until it is woken, again and
 * again. Others may use it from many threads.
 */
public final class Lookout {

    private final String name;
    private final Look look;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** Guarded by the lock, as what is below. */
    private Optional<Thread> thread = Optional.empty();
    private boolean awake;
    private boolean closed;
    private boolean finishing;
    /** Of the thread alone. */
    private boolean timely;

    /** One look. */
    @FunctionalInterface
    public interface Look {

        /**
         * Does what is to be done.
         *
         * @param timely whether nobody has woken it
         * @return how long nothing will be to do
         */
        Duration look(boolean timely) throws InterruptedException;
    }

    /** @param name of its thread */
    public Lookout(String name, Look look) {
        this.name = name;
        this.look = look;
    }

    /** From now on it looks, and at once, where it is not closed. */
    public void begin() {
        lock.lock();
        try {
            awake = true;
            changed.signalAll();
            if (thread.isEmpty() && !closed) {
                thread = Optional.of(Thread.ofPlatform().daemon().name(name).start(this::run));
            }
        } finally {
            lock.unlock();
        }
    }

    public boolean isBegun() {
        lock.lock();
        try {
            return thread.isPresent();
        } finally {
            lock.unlock();
        }
    }

    /** It looks at once, where it has begun. */
    public void wake() {
        lock.lock();
        try {
            awake |= thread.isPresent();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            Duration wait = Duration.ZERO;
            while (await(wait)) {
                wait = look.look(timely);
            }
        } catch (InterruptedException ends) {
            System.getLogger(Lookout.class.getName()).log(System.Logger.Level.DEBUG, name + " ends", ends);
        }
    }

    /** Waits until there may be something to do; says whether to go on. */
    private boolean await(Duration wait) throws InterruptedException {
        lock.lock();
        try {
            long left = wait.toNanos();
            while (!awake && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            timely = left <= 0;
            boolean goesOn = !closed || awake && finishing;
            awake = false;
            return goesOn;
        } finally {
            lock.unlock();
        }
    }

    /** It looks no more; a look that takes longer than that is interrupted. */
    public void close(Duration patience) {
        end(false, patience);
    }

    /** As {@link #close}, but what it was woken for is looked at before. */
    public void finish(Duration patience) {
        end(true, patience);
    }

    private void end(boolean finishes, Duration patience) {
        Optional<Thread> running;
        lock.lock();
        try {
            closed = true;
            finishing = finishes;
            changed.signalAll();
            running = thread.filter(other -> other != Thread.currentThread());
        } finally {
            lock.unlock();
        }
        if (running.isPresent()) {
            try {
                if (!running.get().join(patience)) {
                    running.get().interrupt();
                }
            } catch (InterruptedException hurry) {
                running.get().interrupt();
                Thread.currentThread().interrupt();
            }
        }
    }
}
