package org.backupmanager.pipeline.internal;

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
import org.backupmanager.pipeline.BackupFeed;
import org.backupmanager.pipeline.BackupFeed.Work;
import org.backupmanager.pipeline.CabinetStore;
import org.backupmanager.pipeline.Content;
import org.backupmanager.pipeline.FrameCodec;
import org.backupmanager.pipeline.Gate;
import org.backupmanager.pipeline.LineSettings;
import org.backupmanager.pipeline.PackedOutput;
import org.backupmanager.pipeline.Vault;
import org.backupmanager.session.BackupException;

/** The threads and queues of a backup line. */
public final class BackupStages implements AutoCloseable {

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

    public BackupStages(Vault vault, LineSettings settings, CabinetStore store, Gate gate, SecureRandom chance) {
        this.vault = vault;
        this.settings = settings;
        this.gate = gate;
        claims = new Claims(store);
        records = new RecordPacker(vault, settings, claims, store, chance);
        // Starts threads, which nobody would end if anything failed after it
        transfer = new Transfer(store, claims, transferLine, settings.connections(), gate, effort);
        shelf = new Shelf(vault, settings.cabinetSize(), transfer, chance);
    }

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
            AtomicInteger reading)
            throws BackupException, InterruptedException {
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

    public Content record(PackedOutput record) throws BackupException {
        return records.add(record.array(), record.length());
    }

    public void flush(Gate wanted) throws BackupException, InterruptedException {
        records.flush();
        // What a packer has claimed is on the shelf once no packer is in the middle of a batch
        packing.writeLock().lock();
        packing.writeLock().unlock();
        shelf.flush();
        transfer.awaitStored(wanted);
    }

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
