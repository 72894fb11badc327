package org.backupmanager.engine.internal.backup;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.backupmanager.engine.internal.backup.Errand.Claim;
import org.backupmanager.pipeline.Content;
import org.backupmanager.session.BackupException;

/**
 * Which items of one session are also items of another session of the same source, with equal attributes: they are read
 * once for both. Eight bytes an item.
 *
 * @param other the other session's share
 * @param tickets for each ticket of the one the ticket of the other, or {@link #NONE}
 */
record Twins(QueueShare other, int[] tickets) {

    static final int NONE = -1;

    /** The other's ticket for the same item. */
    int of(int ticket) {
        return tickets[ticket];
    }

    /** Compares two queues, each in the order of its scan, which is the order of paths. */
    static Pair between(QueueShare one, QueueShare two) throws BackupException {
        var pair = new Pair(new Twins(two, none(one)), new Twins(one, none(two)));
        int a = 0;
        int b = 0;
        while (a < one.queue().size() && b < two.queue().size()) {
            var left = one.queue().packed(a);
            var right = two.queue().packed(b);
            int order = left.path().compareTo(right.path());
            if (order == 0 && Arrays.equals(left.attributes(), right.attributes()) && isSteady(left)) {
                pair.ofOne.tickets[a] = b;
                pair.ofTwo.tickets[b] = a;
            }
            a += order <= 0 ? 1 : 0;
            b += order >= 0 ? 1 : 0;
        }
        return pair;
    }

    private static int[] none(QueueShare share) {
        int[] tickets = new int[share.queue().size()];
        Arrays.fill(tickets, NONE);
        return tickets;
    }

    /** What had changed a moment before a scan may have changed again unseen (decision 4). */
    private static boolean isSteady(WorkQueue.Packed item) throws BackupException {
        return !item.item().attributes().identity().changed().equals(Instant.EPOCH);
    }

    /** The twins of two shares, from the side of each. */
    record Pair(Twins ofOne, Twins ofTwo) {

        /**
         * Session two joins session one: what that has read is its own too, it joins in what that is reading, and what
         * neither has taken yet they take together. Called under the lock of the merged queue.
         */
        void link(Collection<Errand> underway) throws BackupException {
            QueueShare one = ofTwo.other();
            one.twins().add(ofOne);
            ofOne.other().twins().add(ofTwo);
            for (Errand errand : underway) {
                for (Claim claim : List.copyOf(errand.claims())) {
                    if (claim.share() == one) {
                        errand.join(ofOne, claim.ticket());
                    }
                }
            }
            takeOver(one, ofOne.other());
        }

        private void takeOver(QueueShare one, QueueShare two) throws BackupException {
            for (int ticket = 0; ticket < two.queue().size(); ticket++) {
                int twin = ofTwo.of(ticket);
                Optional<Content> content = twin == NONE ? Optional.empty() : one.content(twin);
                if (content.isPresent() && two.take(ticket)) {
                    var errand = new Errand(two.queue().item(ticket), new Claim(two, ticket));
                    errand.countBytes(errand.claims().getFirst());
                    two.stored(ticket, errand.item(), content.get(), false);
                    two.ended();
                }
            }
        }
    }
}
