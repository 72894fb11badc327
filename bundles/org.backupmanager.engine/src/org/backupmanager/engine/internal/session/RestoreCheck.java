package org.backupmanager.engine.internal.session;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Mask;
import org.backupmanager.model.SessionReport;
import org.backupmanager.recovery.RecoveryPlan;
import org.backupmanager.session.BackupException;
import org.backupmanager.source.DataSource;

/** A plan that fits nothing is refused at once: a restore of nothing that ends as Completed would be believed. */
final class RestoreCheck {

    private RestoreCheck() {
    }

    /** Fails with {@code NOTHING_TO_RESTORE} unless the session holds something of what the plan asks for. */
    static void check(SessionWork work, RecoveryPlan plan, SessionReport from, DataSource source)
            throws BackupException {
        List<ItemPath> tops = plan.selection().isEmpty() ? List.of(ItemPath.ROOT) : plan.selection();
        var found = new ArrayList<ItemPath>();
        for (ItemPath top : tops) {
            work.walk(from.id(), top, node -> {
                ItemPath path = node.item().path();
                if (!path.isRoot() && plan.covers(path)) {
                    found.add(path);
                }
                return found.isEmpty();
            });
            if (!found.isEmpty()) {
                return;
            }
        }
        String asked = Stream.concat(tops.stream().map(source::show),
                plan.choices().masks().stream().map(Mask::toString)).collect(Collectors.joining(", "));
        throw new BackupException(Code.NOTHING_TO_RESTORE, PastSessions.time(from.start()), asked);
    }
}
