package org.backupmanager.engine.internal.hints;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.backupmanager.content.Piece;
import org.backupmanager.pipeline.SliceHasher;
import org.backupmanager.source.ItemContent;

/** A content that is read as a whole, and compared on the way with what would have been taken over unread. */
final class ComparedContent implements ItemContent {

    private final ItemContent content;
    private final SliceHasher hasher;
    private final Runnable wrong;
    private final Deque<Expected> expected = new ArrayDeque<>();
    private byte[] bytes = {};
    private int gathered;
    private long position;
    private boolean told;

    private record Expected(long start, Piece piece) {
    }

    /**
     * @param wrong is told once if any of the runs is not what is read
     */
    ComparedContent(ItemContent content, List<KnownRun> runs, SliceHasher hasher, Runnable wrong) {
        this.content = content;
        this.hasher = hasher;
        this.wrong = wrong;
        for (KnownRun run : runs) {
            long start = run.start();
            for (Piece piece : run.pieces()) {
                expected.add(new Expected(start, piece));
                start += piece.length();
            }
        }
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int from = target.position();
        int got = content.read(target);
        for (int at = from; at < from + got; at += take(target, at, from + got - at)) {
            // piece by piece
        }
        return got;
    }

    /** Looks at bytes that were read; returns how many. */
    private int take(ByteBuffer read, int at, int count) {
        if (expected.isEmpty()) {
            position += count;
            return count;
        }
        Expected next = expected.peek();
        if (position < next.start()) {
            int before = (int) Math.min(count, next.start() - position);
            position += before;
            return before;
        }
        int length = (int) next.piece().length();
        if (bytes.length < length) {
            bytes = new byte[length];
        }
        int some = Math.min(count, length - gathered);
        read.get(at, bytes, gathered, some);
        gathered += some;
        position += some;
        if (gathered == length) {
            compare(expected.remove());
        }
        return some;
    }

    private void compare(Expected piece) {
        if (!hasher.id(bytes, 0, gathered).equals(piece.piece().slice())) {
            tell();
        }
        gathered = 0;
    }

    private void tell() {
        if (!told) {
            told = true;
            wrong.run();
        }
    }

    @Override
    public long skipHole() throws IOException {
        long hole = content.skipHole();
        position += hole;
        // No hole was expected in these pieces
        while (!expected.isEmpty() && expected.peek().start() < position && hole > 0) {
            expected.remove();
            gathered = 0;
            tell();
        }
        return hole;
    }

    @Override
    public boolean changed() throws IOException {
        return content.changed();
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
