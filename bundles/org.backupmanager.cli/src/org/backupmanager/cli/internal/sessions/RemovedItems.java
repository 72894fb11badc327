package org.backupmanager.cli.internal.sessions;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

import org.backupmanager.model.ItemKind;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.SessionId;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Sessions;
import org.backupmanager.session.Sessions.Node;

/**
 * Items that one session has and a later one has no more, folder by folder, so that only the folders on the way are
 * kept.
 */
final class RemovedItems {

    private final Sessions sessions;
    private final SessionId before;
    private final SessionId after;
    private final Predicate<ItemPath> visitor;
    private boolean goOn = true;

    /** @param visitor sees each path and says whether to go on */
    RemovedItems(Sessions sessions, SessionId before, SessionId after, Predicate<ItemPath> visitor) {
        this.sessions = sessions;
        this.before = before;
        this.after = after;
        this.visitor = visitor;
    }

    void find() throws BackupException {
        compare(ItemPath.ROOT);
    }

    private void compare(ItemPath folder) throws BackupException {
        Map<ItemPath, ItemKind> now = new HashMap<>();
        for (Node node : sessions.children(after, folder)) {
            now.put(node.item().path(), node.item().attributes().kind());
        }
        for (Node node : sessions.children(before, folder)) {
            ItemPath path = node.item().path();
            boolean isFolder = node.item().attributes().kind() == ItemKind.DIRECTORY;
            if (!now.containsKey(path)) {
                tellAll(path);
            } else if (goOn && isFolder && now.get(path) == ItemKind.DIRECTORY) {
                compare(path);
            }
        }
    }

    private void tellAll(ItemPath path) throws BackupException {
        if (goOn) {
            sessions.walk(before, path, node -> goOn = visitor.test(node.item().path()));
        }
    }
}
