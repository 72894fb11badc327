package org.backupmanager.pipeline;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

import org.backupmanager.content.Piece;
import org.backupmanager.content.SliceId;
import org.backupmanager.pipeline.BackupFeed.Work;
import org.backupmanager.pipeline.internal.Assembly;
import org.backupmanager.pipeline.internal.Batch;
import org.backupmanager.pipeline.internal.Claims;
import org.backupmanager.pipeline.internal.Effort;
import org.backupmanager.pipeline.internal.Line;
import org.backupmanager.pipeline.internal.Packer;
import org.backupmanager.pipeline.internal.Reader;
import org.backupmanager.pipeline.internal.RecordPacker;
import org.backupmanager.pipeline.internal.Shelf;
import org.backupmanager.pipeline.internal.Transfer;
import org.backupmanager.session.BackupException;

/**
 * Content on its way into cabinets: read and slice, then hash, leave out what is known, compress and seal, then
 * transfer; each stage on its own threads with bounded queues between them, so that memory does not grow with the size
 * of the data.
 * <p>
 * One thread calls {@link #run} once. Beside it or after it any thread calls {@link #record} for the folders of a
 * session and then {@link #flush}: when that has returned, all that was told to the feed as stored and all records
 * outlive a crash. The first failure of any stage stops all of them and is thrown.
 */
public final class BackupLine implements AutoCloseable {

    private final Vault vault;
    private final LineSettings settings;
    private final Gate gate;
    private final Line transferLine = new Line("transfer");
    private final Claims claims;
    private final Effort effort = new Effort(System.nanoTime());
    private final Transfer transfer;
    private final Shelf shelf;
    private final RecordPacker records;
    /** Shared by packers, each for one batch; alone by whoever wants to know that all batches so far are packed. */
    private final ReadWriteLock packing = new ReentrantReadWriteLock();

    /**
     * @param vault whose keys are used
     * @param store where cabinets go
     * @param gate asked between slices
     * @param chance for keys of cabinets and for the choice among open ones
     */
    public BackupLine(Vault vault, LineSettings settings, CabinetStore store, Gate gate, SecureRandom chance) {
        this.vault = vault;
        this.settings = settings;
        this.gate = gate;
        claims = new Claims(store);
        records = new RecordPacker(vault, settings, claims, store, chance);
        // Starts threads, which nobody would end if anything failed after it
        transfer = new Transfer(store, claims, transferLine, settings.connections(), gate, effort);
        shelf = new Shelf(vault, settings.cabinetSize(), transfer, chance);
    }

    /** Reads all items of the feed until no more come; returns when each was told as stored or failed. */
    public void run(BackupFeed feed) throws BackupException, InterruptedException {
        int batches = settings.readers() + 2 * settings.packers();
        BlockingQueue<Batch> free = new ArrayBlockingQueue<>(batches);
        for (int i = 0; i < batches; i++) {
            free.add(new Batch(vault.slicer().max()));
        }
        // Room for every batch and for the signs that end the packers: nobody waits to put.
        BlockingQueue<Optional<Batch>> filled = new ArrayBlockingQueue<>(batches + settings.packers());
        var reading = new AtomicInteger(settings.readers());
        try (var line = new Line("backup")) {
            for (int i = 0; i < settings.readers(); i++) {
                line.start("reader", () -> read(feed, free, filled, reading));
            }
            for (int i = 0; i < settings.packers(); i++) {
                line.start("packer", () -> pack(free, filled));
            }
            line.await();
        }
        transferLine.check();
    }

    private void read(BackupFeed feed, BlockingQueue<Batch> free, BlockingQueue<Optional<Batch>> filled,
            AtomicInteger reading) throws BackupException, InterruptedException {
        var reader = new Reader(vault.slicer(), gate, free, filled);
        var ending = new Telling(feed);
        do {
            for (Optional<Work> work = feed.next(); work.isPresent(); work = feed.next()) {
                reader.read(work.get(), new Assembly(work.get().ticket(), ending));
            }
            reader.flush();
        } while (feed.awaitMore());
        reader.finish();
        if (reading.decrementAndGet() == 0) {
            for (int i = 0; i < settings.packers(); i++) {
                filled.put(Optional.empty());
            }
        }
    }

    private void pack(BlockingQueue<Batch> free, BlockingQueue<Optional<Batch>> filled)
            throws BackupException, InterruptedException {
        try (FrameCodec codec = vault.codec(settings.usualLevel(), settings.verifyCompressed())) {
            var packer = new Packer(vault.hasher(), codec, claims, shelf);
            for (Optional<Batch> batch = filled.take(); batch.isPresent(); batch = filled.take()) {
                gate.pass();
                if (settings.compressionLevel() == 0) {
                    codec.level(effort.next(!filled.isEmpty()));
                }
                packing.readLock().lock();
                try {
                    packer.pack(batch.get());
                } finally {
                    packing.readLock().unlock();
                }
                batch.get().clear();
                free.put(batch.get());
            }
        }
    }

    /** Packs a directory record and returns its content. */
    public Content record(PackedOutput record) throws BackupException {
        return records.add(record.array(), record.length());
    }

    /**
     * Stores everything that was packed so far; others may go on meanwhile.
     *
     * @param wanted asked again and again while it waits for the storage
     */
    public void flush(Gate wanted) throws BackupException, InterruptedException {
        records.flush();
        // What a packer has claimed is on the shelf once no packer is in the middle of a batch
        packing.writeLock().lock();
        packing.writeLock().unlock();
        shelf.flush();
        transfer.awaitStored(wanted);
    }

    /** Stops what runs and waits for it; cabinets that are complete may stay in the storage. */
    @Override
    public void close() {
        transferLine.close();
        records.close();
    }

    /** Tells the feed; long contents get their lists of pieces packed first. */
    private final class Telling implements Assembly.Ending {

        private final BackupFeed feed;

        Telling(BackupFeed feed) {
            this.feed = feed;
        }

        @Override
        public void stored(long ticket, List<Piece> pieces, boolean changed) throws BackupException {
            feed.stored(ticket, records.content(pieces), changed);
        }

        @Override
        public void fresh(long ticket, SliceId slice) {
            feed.fresh(ticket, slice);
        }

        @Override
        public void failed(long ticket, IOException cause) throws BackupException {
            feed.failed(ticket, cause);
        }
    }
}
