package org.backupmanager.engine.internal.restore;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

import org.backupmanager.content.CabinetDirectory;
import org.backupmanager.content.Piece;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.engine.internal.stored.OtherPlaces;
import org.backupmanager.model.Code;
import org.backupmanager.pipeline.RestoreFeed;
import org.backupmanager.session.BackupException;

/**
 * The slices that an archive needs next, in memory: read by many threads in the order of the cabinets, handed out in
 * the order of the archive.
 */
final class ExportWindow implements RestoreFeed {

    private final Depot depot;
    private final OtherPlaces elsewhere;
    private final LongConsumer received;
    private final SlicePlan plan = new SlicePlan();
    private int places;
    private final AtomicInteger nextJob = new AtomicInteger();
    private final Map<Integer, byte[]> slices = new ConcurrentHashMap<>();
    private final Map<Integer, BackupException> losses = new ConcurrentHashMap<>();
    private long bytes;

    ExportWindow(Depot depot, LongConsumer received) {
        this.depot = depot;
        this.received = received;
        elsewhere = new OtherPlaces(depot);
    }

    /** Adds a slice; returns its place. */
    int add(Piece piece) throws BackupException {
        plan.add(depot.find(piece.slice()).orElse(RestoreFiles.NOWHERE), places, 0);
        bytes += piece.length();
        return places++;
    }

    /** Bytes of the slices. */
    long bytes() {
        return bytes;
    }

    /** All were added: now they are read. */
    RestoreFeed ready() {
        plan.arrange();
        return this;
    }

    /** The bytes of a slice, for the last time; why not, where they cannot be had. */
    byte[] take(int place) throws BackupException {
        if (losses.containsKey(place)) {
            throw losses.get(place);
        }
        return slices.remove(place);
    }

    /** Why one of these cannot be had. */
    Optional<BackupException> loss(int from, int to) {
        return losses.isEmpty() ? Optional.empty()
                : IntStream.range(from, to).filter(losses::containsKey).mapToObj(losses::get).findFirst();
    }

    @Override
    public Optional<Job> next() throws BackupException {
        int i = nextJob.getAndIncrement();
        if (i >= plan.cabinets()) {
            return Optional.empty();
        }
        if (plan.cabinet(i) == RestoreFiles.NOWHERE.cabinet()) {
            var gone = new BackupException(Code.OBJECT_MISSING, "slice", depot.storage().label());
            plan.<BackupException>each(i, RestoreFiles.NOWHERE.ordinal(), (place, _) -> losses.put(place, gone));
            return next();
        }
        CabinetDirectory directory = depot.register().cabinet(plan.cabinet(i));
        return Optional.of(new Job(i, depot.names().cabinet(directory.id()), directory, plan.ordinals(i)));
    }

    @Override
    public void slice(Job job, int ordinal, byte[] plain, int from, int length) throws BackupException {
        byte[] copy = Arrays.copyOfRange(plain, from, from + length);
        plan.<BackupException>each(job.key(), ordinal, (place, _) -> slices.put(place, copy));
    }

    @Override
    public void received(long read) {
        received.accept(read);
    }

    @Override
    public void lost(Job job, int ordinal, BackupException why) throws BackupException {
        Optional<byte[]> again = elsewhere.read(job.directory().slice(ordinal), plan.cabinet(job.key()));
        if (again.isPresent()) {
            slice(job, ordinal, again.get(), 0, again.get().length);
            return;
        }
        plan.<BackupException>each(job.key(), ordinal, (place, _) -> losses.put(place, why));
    }
}
