package org.backupmanager.pipeline.internal;

import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.backupmanager.pipeline.CabinetStore;
import org.backupmanager.pipeline.FinishedCabinet;
import org.backupmanager.pipeline.Gate;
import org.backupmanager.session.BackupException;

/**
 * The TransferQueue: cabinets wait here for one of 1 to 10 connections. {@link #put} waits when as many are under way,
 * which bounds memory.
 */
public final class Transfer {

    private static final long LOOK_MILLIS = 100;

    private final CabinetStore store;
    private final Claims claims;
    private final Line line;
    private final Gate gate;
    private final Effort effort;
    private final BlockingQueue<Numbered> waiting = new ArrayBlockingQueue<>(1);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition stored = lock.newCondition();
    /** Numbers of cabinets that were given and are not stored yet. */
    private final NavigableSet<Long> underway = new TreeSet<>();
    private long given;

    public Transfer(CabinetStore store, Claims claims, Line line, int connections, Gate gate, Effort effort) {
        this.store = store;
        this.claims = claims;
        this.line = line;
        this.gate = gate;
        this.effort = effort;
        for (int i = 0; i < connections; i++) {
            line.start("connection", this::work);
        }
    }

    /**
     * The caller may be no thread of the line: it has to notice by itself that no connection is left to take what it
     * brings.
     */
    void put(FinishedCabinet cabinet) throws BackupException, InterruptedException {
        Numbered next = number(cabinet);
        long waited = 0;
        if (!waiting.offer(next)) {
            long begin = System.nanoTime();
            while (!waiting.offer(next, LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                line.check();
            }
            waited = System.nanoTime() - begin;
        }
        effort.handedOver(waited, System.nanoTime());
    }

    private Numbered number(FinishedCabinet cabinet) {
        lock.lock();
        try {
            underway.add(++given);
            return new Numbered(cabinet, given);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns when every cabinet that was given so far is stored.
     *
     * @param wanted asked again and again meanwhile
     */
    public void awaitStored(Gate wanted) throws BackupException, InterruptedException {
        lock.lock();
        try {
            long last = given;
            while (!underway.headSet(last, true).isEmpty()) {
                line.check();
                wanted.pass();
                stored.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            }
        } finally {
            lock.unlock();
        }
    }

    private void work() throws BackupException, InterruptedException {
        while (true) {
            Numbered next = waiting.take();
            gate.pass();
            store.put(next.cabinet);
            claims.stored(next.cabinet.directory());
            next.cabinet.release();
            lock.lock();
            try {
                underway.remove(next.number);
                stored.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    private record Numbered(FinishedCabinet cabinet, long number) {
    }
}
