package org.backupmanager.engine.internal.hints;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import org.backupmanager.content.Piece;
import org.backupmanager.content.SliceId;
import org.backupmanager.source.Stretch;

/**
 * A part of a content that, as far as is known, did not change: pieces of the content before, at the same place.
 *
 * @param start of the first piece in the content
 * @param pieces one after the other, none of them a hole
 */
record KnownRun(long start, List<Piece> pieces) {

    KnownRun {
        pieces = List.copyOf(pieces);
    }

    long end() {
        return start + pieces.stream().mapToLong(Piece::length).sum();
    }

    /**
     * What can be taken over: each piece that lies in stretches that are still the same, and is stored. A piece that
     * changed in one byte is read as a whole.
     *
     * @param before pieces of the content before
     * @param then its stretches
     * @param now stretches of the content as it is
     * @param stored whether a slice is stored
     */
    static List<KnownRun> between(List<Piece> before, List<Stretch> then, List<Stretch> now,
            Predicate<SliceId> stored) {
        List<KnownRun> runs = new ArrayList<>();
        List<long[]> same = same(then, now);
        List<Piece> run = new ArrayList<>();
        long runStart = 0;
        long start = 0;
        int at = 0;
        for (Piece piece : before) {
            long end = start + piece.length();
            while (at < same.size() && same.get(at)[1] < end) {
                at++;
            }
            if (!piece.isHole() && at < same.size() && same.get(at)[0] <= start && stored.test(piece.slice())) {
                runStart = run.isEmpty() ? start : runStart;
                run.add(piece);
            } else if (!run.isEmpty()) {
                runs.add(new KnownRun(runStart, run));
                run.clear();
            }
            start = end;
        }
        if (!run.isEmpty()) {
            runs.add(new KnownRun(runStart, run));
        }
        return runs;
    }

    /** Where bytes are the same as before: from, to; in order, and as long as can be. */
    private static List<long[]> same(List<Stretch> then, List<Stretch> now) {
        List<long[]> same = new ArrayList<>();
        int a = 0;
        int b = 0;
        while (a < then.size() && b < now.size()) {
            Stretch old = then.get(a);
            Stretch young = now.get(b);
            long from = Math.max(old.start(), young.start());
            long to = Math.min(old.end(), young.end());
            if (from < to && old.isSameAs(young)) {
                if (!same.isEmpty() && same.getLast()[1] == from) {
                    same.getLast()[1] = to;
                } else {
                    same.add(new long[] {from, to});
                }
            }
            if (old.end() <= young.end()) {
                a++;
            }
            if (young.end() <= old.end()) {
                b++;
            }
        }
        return same;
    }
}
