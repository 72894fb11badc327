package org.backupmanager.engine.internal.backup;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.backupmanager.content.SliceId;
import org.backupmanager.engine.internal.backup.Errand.Claim;
import org.backupmanager.pipeline.BackupFeed;
import org.backupmanager.pipeline.Content;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.SessionCancelledException;

/**
 * The queues of the sessions that overlap, as one: priority first, then the newest change, whichever session an item
 * belongs to; equally new ones by the age of the session. What two sessions of the same source both have is read once.
 * Sessions come and go while the line works.
 */
final class MergedQueue implements BackupFeed {

    private static final long LOOK_MILLIS = 100;
    /** How long a session that ends early waits for readings through its view. */
    private static final int MOST_LOOKS = 10;

    private final SentShares sent;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** By the age of their sessions. Changed under the lock, as all below. */
    private final List<QueueShare> shares = new CopyOnWriteArrayList<>();
    private final Map<Long, Errand> underway = new ConcurrentHashMap<>();
    /** Readings that ended since their session did, and that others still want. */
    private final Deque<Errand> again = new ArrayDeque<>();
    private long errands;
    private boolean closed;
    private Optional<BackupException> failure = Optional.empty();

    MergedQueue(SentShares sent) {
        this.sent = sent;
    }

    /** From now on the items of that session are among those that are handed out. */
    void join(QueueShare share) throws BackupException {
        List<Twins.Pair> pairs = new ArrayList<>();
        for (QueueShare other : shares) {
            if (other.isOfSource(share)) {
                pairs.add(Twins.between(other, share));
            }
        }
        lock.lock();
        try {
            shares.add(share);
            shares.sort(Comparator.comparingLong(QueueShare::number));
            for (Twins.Pair pair : pairs) {
                if (shares.contains(pair.ofTwo().other())) {
                    pair.link(underway.values());
                }
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until all items of that session have come to their end.
     *
     * @throws BackupException what ended the line, or this session
     */
    void awaitProcessed(QueueShare share) throws BackupException, InterruptedException {
        lock.lock();
        try {
            while (!share.isProcessed()) {
                if (failure.isPresent()) {
                    throw failure.get();
                }
                if (share.failure().isPresent()) {
                    throw share.failure().get();
                }
                if (share.progress().isCancelled()) {
                    throw new SessionCancelledException();
                }
                changed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The session has ended or ends early: nothing of it is handed out, read or noted any more. */
    void leave(QueueShare share) {
        share.drop();
        lock.lock();
        try {
            shares.remove(share);
            shares.forEach(other -> other.twins().removeIf(twins -> twins.other() == share));
            for (int looks = 0; looks < MOST_LOOKS && isRead(share); looks++) {
                changed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException inAHurry) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private boolean isRead(QueueShare share) {
        return failure.isEmpty() && underway.values().stream().anyMatch(errand -> errand.first() == share);
    }

    /** The sessions that are in it, by their age. */
    List<QueueShare> shares() {
        return shares;
    }

    /** No more sessions come. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The line has ended with this: so do all sessions. */
    void fail(BackupException cause) {
        lock.lock();
        try {
            failure = Optional.of(cause);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean hasFailed() {
        lock.lock();
        try {
            return failure.isPresent();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<Work> next() throws BackupException {
        lock.lock();
        try {
            Optional<Errand> next = again.isEmpty() ? takeFirst() : Optional.of(again.poll());
            return next.map(errand -> {
                long ticket = errands++;
                underway.put(ticket, errand);
                List<Claim> claims = List.copyOf(errand.claims());
                return new Work(ticket, errand.item().attributes().size(), () -> errand.open(claims));
            });
        } finally {
            lock.unlock();
        }
    }

    private Optional<Errand> takeFirst() throws BackupException {
        Optional<QueueShare> first = first();
        if (first.isEmpty()) {
            return Optional.empty();
        }
        QueueShare share = first.get();
        int ticket = share.take();
        var errand = new Errand(share.queue().item(ticket), new Claim(share, ticket));
        share.twins().forEach(twins -> errand.join(twins, ticket));
        return Optional.of(errand);
    }

    private Optional<QueueShare> first() {
        Optional<QueueShare> first = Optional.empty();
        long earliest = Long.MAX_VALUE;
        for (QueueShare share : shares) {
            OptionalLong rank = share.isWanted() ? share.rank() : OptionalLong.empty();
            if (rank.isPresent() && rank.getAsLong() < earliest) {
                earliest = rank.getAsLong();
                first = Optional.of(share);
            }
        }
        return first;
    }

    @Override
    public boolean awaitMore() throws InterruptedException {
        lock.lock();
        try {
            while (!closed && again.isEmpty() && first().isEmpty()) {
                changed.await();
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void fresh(long ticket, SliceId slice) {
        sent.fresh(underway.get(ticket).first(), slice);
    }

    @Override
    public void stored(long ticket, Content content, boolean hasChanged) throws BackupException {
        Errand errand = underway.get(ticket);
        int noted = 0;
        for (List<Claim> claims = claims(ticket, noted); !claims.isEmpty(); claims = claims(ticket, noted)) {
            for (Claim claim : claims) {
                errand.countBytes(claim);
                claim.share().stored(claim.ticket(), errand.item(), content, hasChanged);
            }
            noted += claims.size();
            ended(claims);
        }
    }

    /** Who wants to know, but for so many that do; where there is nobody, nobody joins in any more. */
    private List<Claim> claims(long ticket, int noted) {
        lock.lock();
        try {
            List<Claim> all = underway.get(ticket).claims();
            if (all.size() == noted) {
                underway.remove(ticket);
            }
            return List.copyOf(all.subList(noted, all.size()));
        } finally {
            lock.unlock();
        }
    }

    private void ended(List<Claim> claims) {
        lock.lock();
        try {
            claims.forEach(claim -> claim.share().ended());
            if (claims.stream().anyMatch(claim -> claim.share().isProcessed())) {
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void failed(long ticket, IOException cause) throws BackupException {
        Errand errand = underway.get(ticket);
        lock.lock();
        try {
            underway.remove(ticket);
            if (!errand.first().isWanted()) {
                // It ended with the session whose view was read; others that have the item get it through their own
                errand.withoutUnwanted().ifPresent(again::add);
                changed.signalAll();
                return;
            }
        } finally {
            lock.unlock();
        }
        for (Claim claim : errand.claims()) {
            errand.countBytes(claim);
            claim.share().failed(errand.item(), cause);
        }
        ended(errand.claims());
    }
}
