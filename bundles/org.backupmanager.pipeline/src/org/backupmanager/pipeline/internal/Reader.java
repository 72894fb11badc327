package org.backupmanager.pipeline.internal;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;

import org.backupmanager.content.Piece;
import org.backupmanager.pipeline.BackupFeed.Work;
import org.backupmanager.pipeline.ContentReading;
import org.backupmanager.pipeline.Gate;
import org.backupmanager.pipeline.Slicer;
import org.backupmanager.session.BackupException;

/**
 * Reads items one after the other straight into batches and cuts them there. Small neighbours share a batch, so that
 * they are compressed and sealed
 * together; a long content fills batch after batch. One thread's share.
 */
public final class Reader {

    private final Slicer slicer;
    private final Gate gate;
    private final BlockingQueue<Batch> free;
    private final BlockingQueue<Optional<Batch>> filled;
    private Batch batch;

    public Reader(Slicer slicer, Gate gate, BlockingQueue<Batch> free, BlockingQueue<Optional<Batch>> filled)
            throws InterruptedException {
        this.slicer = slicer;
        this.gate = gate;
        this.free = free;
        this.filled = filled;
        batch = free.take();
    }

    public void read(Work work, Assembly assembly) throws BackupException, InterruptedException {
        gate.pass();
        try (ContentReading content = work.opener().open()) {
            boolean changed = readAll(work.size(), content, assembly);
            assembly.end(changed);
        } catch (IOException e) {
            batch.dropRest();
            assembly.fail(e);
        }
        if (batch.isFull()) {
            handOn();
        }
    }

    /** Hands on what was read so far. */
    public void flush() throws InterruptedException {
        if (batch.slices > 0) {
            handOn();
        }
    }

    /** Gives its batch back. */
    public void finish() throws InterruptedException {
        free.put(batch);
    }

    private boolean readAll(long size, ContentReading content, Assembly assembly)
            throws IOException, BackupException, InterruptedException {
        var cutting = new Cutting(slicer, size);
        long read = 0;
        while (true) {
            long hole = content.skipHole();
            if (hole > 0) {
                cut(assembly, cutting, true);
                assembly.hole(hole);
                cutting.hole(hole);
                read += hole;
            }
            for (Piece known : content.skipKnown()) {
                cut(assembly, cutting, true);
                assembly.known(known);
                cutting.known(known.length());
                read += known.length();
            }
            // A content that has the expected length and did not change is at its end: saves the call that would say
            // so.
            if (read == size && size > 0 && !content.changed()) {
                cut(assembly, cutting, true);
                return false;
            }
            int got = content.read(batch.data, batch.length, Math.max(batch.cut + cutting.longest(), Batch.FULL));
            if (got < 0) {
                cut(assembly, cutting, true);
                return content.changed();
            }
            if (read == 0) {
                cutting.begin(batch.data, batch.length, batch.length + got);
            }
            read += got;
            batch.length += got;
            cut(assembly, cutting, false);
        }
    }

    /**
     * Cuts what can be cut: all at the end of the content or before a hole, else only what cannot change by reading on.
     */
    private void cut(Assembly assembly, Cutting cutting, boolean all) throws BackupException, InterruptedException {
        while (batch.length - batch.cut >= cutting.longest() || all && batch.length > batch.cut) {
            batch.slice(assembly, cutting.cut(batch.data, batch.cut, batch.length));
            if (batch.isFull()) {
                gate.pass();
                handOn();
            }
        }
    }

    private void handOn() throws InterruptedException {
        Batch next = free.take();
        next.takeRest(batch);
        filled.put(Optional.of(batch));
        batch = next;
    }
}
