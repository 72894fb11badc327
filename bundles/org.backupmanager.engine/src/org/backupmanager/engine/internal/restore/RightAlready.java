package org.backupmanager.engine.internal.restore;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.backupmanager.content.Piece;
import org.backupmanager.pipeline.ContentCheck;
import org.backupmanager.pipeline.SliceHasher;
import org.backupmanager.recovery.RecoveryPlan.OutdatedFiles;
import org.backupmanager.source.Item;
import org.backupmanager.source.RestoreTarget;
import org.backupmanager.source.RestoreTarget.Present;

/** Finds files of a target that hold the right content already, so that they are not written again. */
final class RightAlready {

    private final RestoreTarget target;
    private final OutdatedFiles policy;
    private final boolean settles;
    private final ContentCheck check;

    /** @param settles whether such files get the attributes of the session */
    RightAlready(RestoreTarget target, OutdatedFiles policy, boolean settles, SliceHasher hasher) {
        this.target = target;
        this.policy = policy;
        this.settles = settles;
        check = new ContentCheck(hasher);
    }

    /** Whether the file that the item stands for holds this content. */
    boolean holds(Item item, long length, List<Piece> pieces) throws IOException {
        Optional<Present> found = target.present(item);
        if (found.isEmpty()) {
            return false;
        }
        try (Present present = found.get()) {
            boolean trusted = policy == OutdatedFiles.CHECK_OUTDATED_ONLY && !present.isOutdated();
            boolean right = trusted || present.size() == length && check.matches(pieces, present::read);
            if (right && settles) {
                present.settle();
            }
            return right;
        }
    }
}
