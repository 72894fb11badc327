package org.backupmanager.engine.internal.backup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.backupmanager.content.Piece;
import org.backupmanager.engine.internal.hints.SkipsKnown;
import org.backupmanager.model.Code;
import org.backupmanager.pipeline.ContentReading;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Progress.Work;
import org.backupmanager.source.Item;
import org.backupmanager.source.ItemContent;

/**
 * One reading of an item, for one session or for several that have it. Claims are guarded by the lock of the
 * {@link MergedQueue}; the first is the one whose view is read.
 */
final class Errand {

    /** A session that wants the item, and its ticket there. */
    record Claim(QueueShare share, int ticket) {
    }

    private final Item item;
    private final Claim first;
    private final List<Claim> claims = new ArrayList<>();
    /** Those whose progress counts bytes as they are read; the others count them at the end. */
    private volatile List<Claim> counting = List.of();

    Errand(Item item, Claim first) {
        this.item = item;
        this.first = first;
        claims.add(first);
    }

    Item item() {
        return item;
    }

    List<Claim> claims() {
        return claims;
    }

    QueueShare first() {
        return first.share();
    }

    /** Another session of the source that has not taken the item yet joins in. */
    void join(Twins twins, int ticket) {
        int twin = twins.of(ticket);
        if (twin != Twins.NONE && twins.other().take(twin)) {
            claims.add(new Claim(twins.other(), twin));
        }
    }

    /** The same for those that still want it, by the view of the first of them; empty where there is nobody. */
    Optional<Errand> withoutUnwanted() {
        List<Claim> others = claims.stream().filter(claim -> claim.share().isWanted()).toList();
        if (others.isEmpty()) {
            return Optional.empty();
        }
        var rest = new Errand(item, others.getFirst());
        rest.claims.addAll(others.subList(1, others.size()));
        return Optional.of(rest);
    }

    /** Opens it through the first claim's view; asked by one thread, with a copy of the claims. */
    ContentReading open(List<Claim> now) throws IOException {
        counting = now;
        QueueShare share = first();
        checkWanted(share);
        try {
            return new Reading(share, share.open(item, first.ticket()));
        } catch (RuntimeException bug) {
            throw fault(share, bug);
        }
    }

    /** Bytes that were not counted as they were read are counted now. */
    void countBytes(Claim claim) {
        if (!counting.contains(claim)) {
            claim.share().progress().done(Work.BYTES, item.attributes().size());
        }
    }

    private static void checkWanted(QueueShare share) throws IOException {
        if (!share.isWanted()) {
            throw new IOException("nobody wants it any more");
        }
    }

    /** A source's fault ends its own session and leaves the others alone. */
    private static IOException fault(QueueShare share, RuntimeException bug) {
        share.fail(new BackupException(Code.INTERNAL, bug.toString()).because(bug));
        return new IOException(bug);
    }

    /** The content as the line reads it. */
    private final class Reading implements ContentReading {

        private final QueueShare share;
        private final ItemContent content;
        /** Bytes that were expected and are not counted as done yet. */
        private long left = item.attributes().size();

        Reading(QueueShare share, ItemContent content) {
            this.share = share;
            this.content = content;
        }

        @Override
        public int read(byte[] target, int from, int to) throws IOException {
            checkWanted(share);
            try {
                int got = content.read(ByteBuffer.wrap(target, from, to - from));
                count(got);
                return got;
            } catch (RuntimeException bug) {
                throw fault(share, bug);
            }
        }

        @Override
        public long skipHole() throws IOException {
            long hole = content.skipHole();
            count(hole);
            return hole;
        }

        @Override
        public List<Piece> skipKnown() throws IOException {
            List<Piece> known = content instanceof SkipsKnown knowing ? knowing.skipKnown() : List.of();
            known.forEach(piece -> count(piece.length()));
            return known;
        }

        @Override
        public boolean changed() throws IOException {
            return content.changed();
        }

        @Override
        public void close() throws IOException {
            count(left);
            content.close();
        }

        private void count(long bytes) {
            long counted = Math.clamp(bytes, 0, left);
            left -= counted;
            counting.forEach(claim -> claim.share().progress().done(Work.BYTES, counted));
        }
    }
}
