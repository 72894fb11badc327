package org.backupmanager.engine.internal.search;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.backupmanager.model.ItemKind;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Sessions.Found;
import org.backupmanager.session.Sessions.Version;

/** Collects what a search finds: the first paths in their order, and no more than so many. */
final class Finds {

    private final PathPattern pattern;
    private final int limit;
    private final TreeMap<ItemPath, List<Change>> changes = new TreeMap<>();

    /** @param limit 1 or more */
    Finds(PathPattern pattern, int limit) {
        this.pattern = pattern;
        this.limit = limit;
    }

    /** An item is so from that session on, or gone. */
    private record Change(SessionId since, boolean there, ItemKind kind, long size, Instant modified) {
    }

    void run(NameReader log) throws BackupException {
        while (log.next()) {
            if (!log.isRoot() && log.fits(pattern)) {
                take(log);
            }
        }
    }

    private void take(NameReader log) {
        ItemPath path = ItemPath.of(log.path());
        if (!changes.containsKey(path)) {
            if (!log.isThere() || changes.size() >= limit && path.compareTo(changes.lastKey()) > 0) {
                return;
            }
            if (changes.size() >= limit) {
                changes.pollLastEntry();
            }
            changes.put(path, new ArrayList<>(1));
        }
        changes.get(path).add(new Change(new SessionId(log.session()), log.isThere(), log.kind(), log.size(),
                log.modified()));
    }

    /** With the sessions that can be restored; versions that none of them holds are left out. */
    List<Found> found(List<SessionReport> oldestFirst) {
        List<Found> found = new ArrayList<>();
        for (Map.Entry<ItemPath, List<Change>> entry : changes.entrySet()) {
            List<Version> versions = versions(entry.getValue(), oldestFirst);
            if (!versions.isEmpty()) {
                found.add(new Found(entry.getKey(), versions.reversed()));
            }
        }
        return found;
    }

    private static List<Version> versions(List<Change> changes, List<SessionReport> oldestFirst) {
        List<Version> versions = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            Change change = changes.get(i);
            int first = position(oldestFirst, change.since);
            int end = i + 1 < changes.size() ? position(oldestFirst, changes.get(i + 1).since) : oldestFirst.size();
            if (change.there && first < end) {
                versions.add(new Version(change.kind, change.size, change.modified, oldestFirst.get(first),
                        oldestFirst.get(end - 1), end - first));
            }
        }
        return versions;
    }

    /** Of the first session that is not older than this one. */
    private static int position(List<SessionReport> oldestFirst, SessionId id) {
        int from = 0;
        int to = oldestFirst.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (oldestFirst.get(middle).id().compareTo(id) < 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
