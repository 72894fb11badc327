package org.backupmanager.engine.internal.stored;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Numbers as text: {@code 3,7-9}. */
public final class FrameRanges {

    private static final int MOST = 1 << 20;

    private FrameRanges() {
    }

    /** The numbers of a set. */
    public static String write(BitSet numbers) {
        List<String> ranges = new ArrayList<>();
        for (int from = numbers.nextSetBit(0); from >= 0; from = numbers.nextSetBit(numbers.nextClearBit(from))) {
            int last = numbers.nextClearBit(from) - 1;
            ranges.add(from == last ? Integer.toString(from) : from + "-" + last);
        }
        return String.join(",", ranges);
    }

    /** Reads them back; what makes no sense is passed over, since a verification finds it again. */
    static BitSet parse(String text) {
        var numbers = new BitSet();
        for (String range : text.split(",")) {
            if (range.matches("[0-9]{1,7}(-[0-9]{1,7})?")) {
                String[] ends = range.split("-");
                int last = Integer.parseInt(ends[ends.length - 1]);
                numbers.set(Math.min(Integer.parseInt(ends[0]), last), Math.min(last, MOST) + 1);
            }
        }
        return numbers;
    }
}
