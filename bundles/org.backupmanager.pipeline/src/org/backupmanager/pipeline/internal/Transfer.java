package org.backupmanager.pipeline.internal;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

import org.backupmanager.pipeline.CabinetStore;
import org.backupmanager.pipeline.FinishedCabinet;
import org.backupmanager.session.BackupException;

/**
 * The TransferQueue: cabinets wait here for one of 1 to 10 connections. {@link #put} waits when as many are under way,
 * which bounds memory.
 */
final class Transfer {

    private final CabinetStore store;
    private final Claims claims;
    private final Line line;
    private final int connections;
    /** An empty one tells a connection to end. */
    private final BlockingQueue<Optional<FinishedCabinet>> waiting = new ArrayBlockingQueue<>(1);

    Transfer(CabinetStore store, Claims claims, Line line, int connections) {
        this.store = store;
        this.claims = claims;
        this.line = line;
        this.connections = connections;
        for (int i = 0; i < connections; i++) {
            line.start("connection", this::work);
        }
    }

    void put(FinishedCabinet cabinet) throws BackupException, InterruptedException {
        offer(Optional.of(cabinet));
    }

    /** No more cabinets come; the connections end when the last is stored. */
    void end() throws BackupException, InterruptedException {
        for (int i = 0; i < connections; i++) {
            offer(Optional.empty());
        }
    }

    /**
     * The caller may be no thread of the line: it has to notice by itself that no connection is left to take what it
     * brings.
     */
    private void offer(Optional<FinishedCabinet> cabinet) throws BackupException, InterruptedException {
        while (!waiting.offer(cabinet, 100, TimeUnit.MILLISECONDS)) {
            line.check();
        }
    }

    private void work() throws BackupException, InterruptedException {
        for (var next = waiting.take(); next.isPresent(); next = waiting.take()) {
            store.put(next.get());
            claims.stored(next.get().directory());
            next.get().release();
        }
    }
}
