package org.backupmanager.engine.internal.restore;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

import org.backupmanager.content.CabinetDirectory;
import org.backupmanager.engine.internal.run.ItemList;
import org.backupmanager.engine.internal.run.RunProgress;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.engine.internal.stored.OtherPlaces;
import org.backupmanager.model.Code;
import org.backupmanager.pipeline.RestoreFeed;
import org.backupmanager.register.SliceLocation;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Progress;
import org.backupmanager.source.Item;
import org.backupmanager.source.RestoreTarget.AttributeLostException;
import org.backupmanager.source.RestoreTarget.Sink;
import org.backupmanager.source.RestoreTarget;

/**
 * The files of a restore while their slices arrive in the order of the cabinets. A file with one slice is written and
 * completed at once; others stay open until
 * their last slice has come. A file that lacks a slice is given up and named; its beginning is removed.
 */
public final class RestoreFiles implements RestoreFeed, AutoCloseable {

    /** For a slice that no cabinet in the register holds: comes behind all others. */
    static final SliceLocation NOWHERE = new SliceLocation(Integer.MAX_VALUE, 0);

    /** Far enough below zero that counting down further never reaches a positive number. */
    private static final int GIVEN_UP = Integer.MIN_VALUE / 2;

    private final Depot depot;
    private final SlicePlan plan;
    private final ItemList files;
    private final RestoreTarget target;
    private final RunProgress progress;
    private final ItemTroubles troubles;
    private final OtherPlaces elsewhere;
    private final AtomicInteger nextJob = new AtomicInteger();
    /** Slices that each file waits for. */
    private final AtomicIntegerArray missing;
    private final Map<Integer, Sink> open = new ConcurrentHashMap<>();

    RestoreFiles(Depot depot, SlicePlan plan, ItemList files, RestoreTarget target, RunProgress progress,
            ItemTroubles troubles) {
        this.depot = depot;
        this.plan = plan;
        this.files = files;
        this.target = target;
        this.progress = progress;
        this.troubles = troubles;
        elsewhere = new OtherPlaces(depot);
        missing = new AtomicIntegerArray(files.size());
        for (int i = 0; i < plan.cabinets(); i++) {
            for (int ordinal : plan.ordinals(i)) {
                plan.each(i, ordinal, (file, offset) -> missing.incrementAndGet(file));
            }
        }
    }

    /** Files of which nothing is stored: empty ones, and those that are one hole. */
    void completeEmpty() throws BackupException {
        for (int file = 0; file < missing.length(); file++) {
            progress.checkCancelled();
            if (missing.get(file) == 0) {
                writeWhole(file, 0, ByteBuffer.allocate(0));
            }
        }
    }

    @Override
    public Optional<Job> next() throws BackupException {
        int i = nextJob.getAndIncrement();
        if (i >= plan.cabinets()) {
            return Optional.empty();
        }
        if (plan.cabinet(i) == NOWHERE.cabinet()) {
            var gone = new BackupException(Code.OBJECT_MISSING, "slice", depot.storage().label());
            this.<BackupException>forEach(i, NOWHERE.ordinal(), file -> giveUp(file, "unknown", gone));
            return next();
        }
        CabinetDirectory directory = depot.register().cabinet(plan.cabinet(i));
        return Optional.of(new Job(i, depot.names().cabinet(directory.id()), directory, plan.ordinals(i)));
    }

    private <X extends Exception> void forEach(int job, int ordinal, FileUse<X> use) throws X {
        plan.each(job, ordinal, (file, offset) -> use.use(file));
    }

    private interface FileUse<X extends Exception> {
        void use(int file) throws X;
    }

    @Override
    public void slice(Job job, int ordinal, byte[] plain, int from, int length) throws BackupException {
        plan.<BackupException>each(job.key(), ordinal,
                (file, offset) -> write(file, offset, ByteBuffer.wrap(plain, from, length)));
    }

    @Override
    public void received(long bytes) {
        progress.sent(bytes);
    }

    @Override
    public void lost(Job job, int ordinal, BackupException why) throws BackupException {
        Optional<byte[]> again = elsewhere.read(job.directory().slice(ordinal), plan.cabinet(job.key()));
        if (again.isPresent()) {
            slice(job, ordinal, again.get(), 0, again.get().length);
            return;
        }
        this.<BackupException>forEach(job.key(), ordinal, file -> giveUp(file, job.directory().id().toString(), why));
    }

    private void write(int file, long offset, ByteBuffer bytes) throws BackupException {
        progress.checkCancelled();
        int left = missing.get(file);
        if (left < 0) {
            return;
        }
        if (left == 1 && !open.containsKey(file)) {
            missing.decrementAndGet(file);
            writeWhole(file, offset, bytes);
            return;
        }
        int length = bytes.remaining();
        try {
            sink(file).write(offset, bytes);
            progress.done(Progress.Work.BYTES, length);
            if (missing.decrementAndGet(file) == 0) {
                try (Sink whole = open.remove(file)) {
                    complete(files.get(file), whole);
                }
            }
        } catch (IOException e) {
            fail(file, e);
        }
    }

    private Sink sink(int file) throws IOException, BackupException {
        Sink sink = open.get(file);
        if (sink == null) {
            Sink created = target.create(files.get(file).item());
            sink = open.putIfAbsent(file, created);
            if (sink == null) {
                return created;
            }
            created.close();
        }
        return sink;
    }

    private void writeWhole(int file, long offset, ByteBuffer bytes) throws BackupException {
        int length = bytes.remaining();
        var entry = files.get(file);
        try (Sink sink = target.create(entry.item())) {
            if (length > 0) {
                sink.write(offset, bytes);
                progress.done(Progress.Work.BYTES, length);
            }
            complete(entry, sink);
        } catch (IOException e) {
            fail(file, e);
        }
    }

    private void complete(ItemList.Entry entry, Sink sink) throws IOException, BackupException {
        try {
            sink.complete(entry.number());
        } catch (AttributeLostException e) {
            troubles.add(entry.item(), e);
        }
        progress.processed(entry.number());
        progress.done(Progress.Work.ITEMS, 1);
    }

    private void fail(int file, IOException cause) throws BackupException {
        if (end(file)) {
            troubles.add(files.get(file).item(), cause);
        }
    }

    private void giveUp(int file, String cabinet, BackupException why) throws BackupException {
        if (end(file)) {
            Item item = files.get(file).item();
            troubles.damaged(item, cabinet, why);
        }
    }

    /** Ends a file that will not be whole; false where that was done before. */
    private boolean end(int file) throws BackupException {
        if (missing.getAndSet(file, GIVEN_UP) < 0) {
            return false;
        }
        progress.done(Progress.Work.ITEMS, 1);
        Sink begun = open.remove(file);
        if (begun != null) {
            try {
                begun.close();
            } catch (IOException e) {
                troubles.add(files.get(file).item(), e);
            }
        }
        return true;
    }

    /** Removes what was begun and not completed. */
    @Override
    public void close() {
        for (Sink begun : open.values()) {
            try {
                begun.close();
            } catch (IOException e) {
                System.getLogger(RestoreFiles.class.getName()).log(System.Logger.Level.WARNING,
                        "A temporary file of the restore may be left in its folder. " + e.getMessage(), e);
            }
        }
    }
}
