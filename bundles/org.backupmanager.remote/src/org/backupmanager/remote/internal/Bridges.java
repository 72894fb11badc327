package org.backupmanager.remote.internal;

import java.util.ArrayList;
import java.util.List;

import org.backupmanager.session.BackupException;
import org.backupmanager.session.Progress;
import org.backupmanager.session.SessionCancelledException;
import org.backupmanager.session.Sessions.Node;
import org.backupmanager.session.Sessions.NodeVisitor;

/**
 * Callbacks that are called too often for one message each: they cross as something that is called with many at once.
 * Other callbacks cross as they are.
 */
final class Bridges {

    private static final int FIRST_BATCH = 32;
    private static final int LARGEST_BATCH = 1024;
    private static final long TELL_NANOS = 200_000_000;

    private Bridges() {
    }

    /** Takes the place of a {@link NodeVisitor}. */
    interface BatchVisitor {
        boolean visit(List<Node> nodes) throws BackupException;
    }

    /** Takes the place of a {@link Progress}. */
    interface Tally {
        /** More is expected and done since the last time; returns whether to go on. */
        boolean tell(long items, long bytes, long itemsDone, long bytesDone, String note);
    }

    /** What takes the place of a parameter type. */
    static Class<?> wireType(Class<?> type) {
        return type == NodeVisitor.class ? BatchVisitor.class : type == Progress.class ? Tally.class : type;
    }

    /** An argument, for the other end to call. */
    static Object toWire(Object argument) {
        return switch (argument) {
            case NodeVisitor visitor -> (BatchVisitor) nodes -> visitAll(visitor, nodes);
            case Progress progress -> (Tally) (items, bytes, itemsDone, bytesDone, note) -> {
                progress.expect(Progress.Work.ITEMS, items);
                progress.expect(Progress.Work.BYTES, bytes);
                progress.done(Progress.Work.ITEMS, itemsDone);
                progress.done(Progress.Work.BYTES, bytesDone);
                if (!note.isEmpty()) {
                    progress.note(note);
                }
                return goesOn(progress);
            };
            default -> argument;
        };
    }

    private static boolean visitAll(NodeVisitor visitor, List<Node> nodes) throws BackupException {
        for (Node node : nodes) {
            if (!visitor.visit(node)) {
                return false;
            }
        }
        return true;
    }

    private static boolean goesOn(Progress progress) {
        try {
            progress.checkCancelled();
            return true;
        } catch (SessionCancelledException cancelled) {
            return false;
        }
    }

    /** What came in the place of an argument, as the called method wants it. */
    static Object fromWire(Object argument) {
        return switch (argument) {
            case BatchVisitor visitor -> new Batches(visitor);
            case Tally tally -> new Told(tally);
            default -> argument;
        };
    }

    /** After the call: what was gathered is sent. */
    static void finish(Object argument) throws BackupException {
        switch (argument) {
            case Batches batches -> batches.send();
            case Told told -> told.tell();
            default -> {
                // nothing was gathered
            }
        }
    }

    /** Gathers items; the first few go soon, so that a person sees something. */
    private static final class Batches implements NodeVisitor {

        private final BatchVisitor visitor;
        private final List<Node> gathered = new ArrayList<>();
        private int size = FIRST_BATCH;
        private boolean wanted = true;

        Batches(BatchVisitor visitor) {
            this.visitor = visitor;
        }

        @Override
        public boolean visit(Node node) throws BackupException {
            gathered.add(node);
            if (gathered.size() >= size) {
                send();
                size = Math.min(size * 2, LARGEST_BATCH);
            }
            return wanted;
        }

        void send() throws BackupException {
            if (wanted && !gathered.isEmpty()) {
                wanted = visitor.visit(List.copyOf(gathered));
                gathered.clear();
            }
        }
    }

    /** Adds up and tells a few times a second. */
    private static final class Told implements Progress {

        private final Tally tally;
        private final long[] sums = new long[4];
        private String note = "";
        private long last = System.nanoTime();
        private boolean wanted = true;

        Told(Tally tally) {
            this.tally = tally;
        }

        @Override
        public synchronized void expect(Work work, long n) {
            sums[work.ordinal()] += n;
            tellNowAndThen();
        }

        @Override
        public synchronized void done(Work work, long n) {
            sums[2 + work.ordinal()] += n;
            tellNowAndThen();
        }

        @Override
        public synchronized void note(String text) {
            note = text;
            tellNowAndThen();
        }

        @Override
        public synchronized void checkCancelled() throws SessionCancelledException {
            tellNowAndThen();
            if (!wanted) {
                throw new SessionCancelledException();
            }
        }

        private void tellNowAndThen() {
            if (System.nanoTime() - last > TELL_NANOS) {
                tell();
            }
        }

        synchronized void tell() {
            last = System.nanoTime();
            try {
                wanted &= tally.tell(sums[0], sums[1], sums[2], sums[3], note);
            } catch (IllegalStateException goneOrBroken) {
                // nobody is left to hear of the end
                wanted = false;
            }
            java.util.Arrays.fill(sums, 0);
            note = "";
        }
    }
}
