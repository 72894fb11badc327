package org.backupmanager.engine.internal.session;

import static org.backupmanager.engine.internal.session.OverlapTable.Answer.AFTER_ITS_SCAN;
import static org.backupmanager.engine.internal.session.OverlapTable.Answer.BESIDE;
import static org.backupmanager.engine.internal.session.OverlapTable.Answer.HOLDS;
import static org.backupmanager.engine.internal.session.OverlapTable.Answer.ON_HOLD;
import static org.backupmanager.engine.internal.session.OverlapTable.Answer.SKIPPED;
import static org.backupmanager.engine.internal.session.OverlapTable.Answer.WAITS;

import java.util.List;

import org.backupmanager.model.SessionReport.Type;
import org.backupmanager.source.DataSource.Overlap;

/**
 * What a session that starts does about one that has not ended: the table of the package's description, cell by cell.
 */
final class OverlapTable {

    /** What the session that starts does. */
    enum Answer {
        /** Starts, and the two do not meet. */
        BESIDE,
        /** Scans as soon as the other's scan is complete; then their queues are one. */
        AFTER_ITS_SCAN,
        /** Never runs, and its report says why. */
        SKIPPED,
        /** Starts when the other has ended. */
        WAITS,
        /** Starts, and stands still until the other has ended. */
        ON_HOLD,
        /** Starts, and the other stands still until this one has ended. */
        HOLDS
    }

    /** The columns: what has not ended. */
    private enum Running {
        MERGES, SKIPS_SAME_SOURCE, SKIPS_OTHER_SOURCE, ARCHIVING, UPKEEP, RESTORE
    }

    /** The rows: what starts. An archiving session has no row of its own, since only those that follow it wait. */
    private enum Starting {
        MERGES(AFTER_ITS_SCAN, BESIDE, BESIDE, WAITS, BESIDE, ON_HOLD),
        SKIPS(BESIDE, SKIPPED, BESIDE, WAITS, BESIDE, ON_HOLD),
        UPKEEP(BESIDE, BESIDE, BESIDE, BESIDE, BESIDE, ON_HOLD),
        RESTORE(HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, BESIDE);

        private final List<Answer> answers;

        Starting(Answer... answers) {
            this.answers = List.of(answers);
        }

        Answer beside(Running running) {
            return answers.get(running.ordinal());
        }
    }

    private OverlapTable() {
    }

    /** What a session that starts does about one that started before it and has not ended. */
    static Answer answer(RunningSession starting, RunningSession running) {
        return row(starting).beside(column(starting, running));
    }

    private static Starting row(RunningSession starting) {
        if (starting.is(Type.RESTORE)) {
            return Starting.RESTORE;
        }
        if (starting.isUpkeep()) {
            return Starting.UPKEEP;
        }
        return starting.overlap() == Overlap.MERGES ? Starting.MERGES : Starting.SKIPS;
    }

    private static Running column(RunningSession starting, RunningSession running) {
        if (running.is(Type.RESTORE)) {
            return Running.RESTORE;
        }
        if (running.isUpkeep()) {
            return Running.UPKEEP;
        }
        boolean skips = running.overlap() == Overlap.SKIPS;
        if (skips && running.begun().source().equals(starting.begun().source())) {
            return Running.SKIPS_SAME_SOURCE;
        }
        if (running.begun().archived()) {
            return Running.ARCHIVING;
        }
        return skips ? Running.SKIPS_OTHER_SOURCE : Running.MERGES;
    }
}
