package org.backupmanager.engine.internal.restore;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.backupmanager.content.Piece;
import org.backupmanager.pipeline.ContentCheck;
import org.backupmanager.pipeline.Gate;
import org.backupmanager.pipeline.SliceHasher;
import org.backupmanager.recovery.RecoveryPlan.OutdatedFiles;
import org.backupmanager.session.BackupException;
import org.backupmanager.source.Item;
import org.backupmanager.source.RestoreTarget;
import org.backupmanager.source.RestoreTarget.Present;

/** Finds files of a target that hold the right content already, so that they are not written again. */
final class RightAlready {

    private final RestoreTarget target;
    private final OutdatedFiles policy;
    private final Attributes attributes;
    private final ContentCheck check;

    /** What is done about attributes that are not those of the session. */
    enum Attributes {
        STAY, ARE_SET,
        /** The file is written again, so that the one that is there can be brought back. */
        ARE_WRONG
    }

    /** @param gate asked while a file is read */
    RightAlready(RestoreTarget target, OutdatedFiles policy, Attributes attributes, SliceHasher hasher, Gate gate) {
        this.target = target;
        this.policy = policy;
        this.attributes = attributes;
        check = new ContentCheck(hasher, gate);
    }

    /** Whether the file that the item stands for holds this content. */
    boolean holds(Item item, long length, List<Piece> pieces) throws IOException, BackupException {
        Optional<Present> found = target.present(item);
        if (found.isEmpty()) {
            return false;
        }
        try (Present present = found.get()) {
            boolean trusted = policy == OutdatedFiles.CHECK_OUTDATED_ONLY && !present.isOutdated();
            boolean right = trusted || present.size() == length && check.matches(pieces, present::read);
            if (!right || attributes == Attributes.STAY || present.isSettled()) {
                return right;
            }
            if (attributes == Attributes.ARE_SET) {
                present.settle();
            }
            return attributes == Attributes.ARE_SET;
        }
    }
}
