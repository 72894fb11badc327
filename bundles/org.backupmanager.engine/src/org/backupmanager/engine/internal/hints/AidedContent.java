package org.backupmanager.engine.internal.hints;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.backupmanager.content.Piece;
import org.backupmanager.source.ItemContent;

/** A content of which some is taken over from the session before: that is not read. */
final class AidedContent implements ItemContent, SkipsKnown {

    private final ItemContent content;
    private final Deque<KnownRun> runs;
    private long position;

    AidedContent(ItemContent content, List<KnownRun> runs) {
        this.content = content;
        this.runs = new ArrayDeque<>(runs);
    }

    @Override
    public List<Piece> skipKnown() throws IOException {
        while (!runs.isEmpty() && runs.peek().start() < position) {
            runs.remove();
        }
        if (runs.isEmpty() || runs.peek().start() != position) {
            return List.of();
        }
        KnownRun run = runs.remove();
        content.skip(run.end() - position);
        position = run.end();
        return run.pieces();
    }

    /** Ends where the next known part begins. */
    @Override
    public int read(ByteBuffer target) throws IOException {
        int limit = target.limit();
        if (!runs.isEmpty() && runs.peek().start() > position) {
            target.limit((int) Math.min(limit, target.position() + runs.peek().start() - position));
        }
        int got = content.read(target);
        target.limit(limit);
        position += Math.max(0, got);
        return got;
    }

    @Override
    public long skipHole() throws IOException {
        long hole = content.skipHole();
        position += hole;
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
