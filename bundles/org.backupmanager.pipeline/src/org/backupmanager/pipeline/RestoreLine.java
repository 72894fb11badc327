package org.backupmanager.pipeline;

import java.util.Optional;

import org.backupmanager.model.Code;
import org.backupmanager.pipeline.RestoreFeed.Job;
import org.backupmanager.pipeline.internal.Line;
import org.backupmanager.session.BackupException;
import org.backupmanager.storage.StorageTransport;

/**
 * Slices on their way out of cabinets: each wanted stretch of a cabinet is read once, by several threads at a time, and
 * each slice is handed out only after
 * its frame was authenticated and its own bytes were hashed again. Damage loses the slices it hits and nothing else.
 */
public final class RestoreLine {

    /** Bytes of a cabinet read at once, at most, unless a single frame is longer. */
    private static final int STRETCH = 4 << 20;

    private final Vault vault;
    private final StorageTransport storage;
    private final Gate gate;
    private final CabinetReader reader;

    public RestoreLine(Vault vault, StorageTransport storage, Gate gate) {
        this.vault = vault;
        this.storage = storage;
        this.gate = gate;
        reader = new CabinetReader(vault);
    }

    /** Does all jobs of the feed with that many threads. */
    public void run(RestoreFeed feed, int threads) throws BackupException, InterruptedException {
        try (var line = new Line("restore")) {
            for (int i = 0; i < threads; i++) {
                line.start("reader", () -> work(feed));
            }
            line.await();
        }
    }

    private void work(RestoreFeed feed) throws BackupException {
        SliceHasher hasher = vault.hasher();
        for (Optional<Job> job = feed.next(); job.isPresent(); job = feed.next()) {
            read(job.get(), feed, hasher);
        }
    }

    private void read(Job job, RestoreFeed feed, SliceHasher hasher) throws BackupException {
        CabinetLayout layout = CabinetLayout.of(job.directory());
        int[] wanted = job.ordinals();
        int from = 0;
        while (from < wanted.length) {
            gate.pass();
            int first = layout.frameOf(wanted[from]);
            int last = first;
            long bytes = layout.storedLength(first);
            int to = from + 1;
            while (to < wanted.length) {
                int frame = layout.frameOf(wanted[to]);
                if (frame > last + 1 || frame > last && bytes + layout.storedLength(frame) > STRETCH) {
                    break;
                }
                bytes += frame > last ? layout.storedLength(frame) : 0;
                last = frame;
                to++;
            }
            readStretch(new Stretch(job, layout, first, last, from, to), feed, hasher);
            feed.received(bytes);
            from = to;
        }
    }

    private void readStretch(Stretch stretch, RestoreFeed feed, SliceHasher hasher) throws BackupException {
        Job job = stretch.job;
        try {
            reader.frames(storage, job.name(), job.directory(), stretch.first, stretch.last - stretch.first + 1,
                    new Handing(stretch, feed, hasher));
        } catch (BackupException e) {
            if (e.code() != Code.OBJECT_MISSING && e.code() != Code.OBJECT_DAMAGED) {
                throw e;
            }
            for (int i = stretch.from; i < stretch.to; i++) {
                feed.lost(job, job.ordinals()[i], e);
            }
        }
    }

    /** Frames first to last of a cabinet, for the wanted ordinals from..to. */
    private record Stretch(Job job, CabinetLayout layout, int first, int last, int from, int to) {
    }

    /** Hands the wanted slices of each frame out. */
    private final class Handing implements FrameVisitor {

        private final Stretch stretch;
        private final RestoreFeed feed;
        private final SliceHasher hasher;
        private int next;

        Handing(Stretch stretch, RestoreFeed feed, SliceHasher hasher) {
            this.stretch = stretch;
            this.feed = feed;
            this.hasher = hasher;
            next = stretch.from;
        }

        @Override
        public void frame(int frame, byte[] plain, int length) throws BackupException {
            gate.pass();
            for (; isIn(frame); next++) {
                int ordinal = stretch.job.ordinals()[next];
                int from = stretch.layout.offsetInFrame(ordinal);
                int bytes = stretch.layout.length(ordinal);
                if (from + bytes <= length && hasher.id(plain, from, bytes)
                        .equals(stretch.job.directory().slice(ordinal))) {
                    feed.slice(stretch.job, ordinal, plain, from, bytes);
                } else {
                    feed.lost(stretch.job, ordinal, new BackupException(Code.OBJECT_DAMAGED, stretch.job.name(),
                            "slice " + ordinal + " is not what it was"));
                }
            }
        }

        @Override
        public void damaged(int frame, BackupException why) throws BackupException {
            for (; isIn(frame); next++) {
                feed.lost(stretch.job, stretch.job.ordinals()[next], why);
            }
        }

        private boolean isIn(int frame) {
            return next < stretch.to && stretch.layout.frameOf(stretch.job.ordinals()[next]) == frame;
        }
    }
}
