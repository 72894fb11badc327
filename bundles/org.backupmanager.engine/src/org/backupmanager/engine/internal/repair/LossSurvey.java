package org.backupmanager.engine.internal.repair;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.backupmanager.content.SliceId;
import org.backupmanager.engine.internal.run.RunProgress;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.engine.internal.verify.TreeCheck;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.SessionReport;
import org.backupmanager.session.BackupException;

/** What sessions need and do not have: slices, and the items they belong to. Memory for what is lost. */
final class LossSurvey implements TreeCheck.LossListener {

    private final Set<SliceId> slices = new HashSet<>();
    private final Map<String, Set<ItemPath>> paths = new HashMap<>();
    private boolean complete = true;

    private LossSurvey() {
    }

    /** Walks the trees of all sessions. */
    static LossSurvey of(Depot depot, RunProgress progress) throws BackupException {
        var survey = new LossSurvey();
        new TreeCheck(depot, progress, survey).run();
        return survey;
    }

    @Override
    public void lost(SessionReport session, ItemPath path, SliceId slice, TreeCheck.Cause cause) {
        slices.add(slice);
        paths.computeIfAbsent(session.source(), _ -> new TreeSet<>()).add(path);
    }

    @Override
    public void unreadable(SessionReport session, ItemPath path, String cause) {
        complete = false;
    }

    /** Slices that some session needs and that lie nowhere sound. */
    Set<SliceId> slices() {
        return slices;
    }

    /** Items of a data source of which something is lost. */
    Set<ItemPath> paths(String source) {
        return paths.getOrDefault(source, Set.of());
    }

    /** Whether all folders could be read; otherwise more may be lost than is known. */
    boolean isComplete() {
        return complete;
    }
}
