package org.backupmanager.source.files.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.session.Progress;
import org.backupmanager.source.FreezeContext;
import org.backupmanager.testkit.Troubles;

/**
 * A context that allows some aids.
 *
 * @param folder the source's memory
 * @param aids those that are allowed
 * @param troubles that were told
 * @param progress that may be cancelled
 */
record AidedContext(Path folder, Set<Aid> aids, Troubles troubles, Progress progress) implements FreezeContext {

    AidedContext(Path folder, Aid... aids) {
        this(folder, Set.of(aids), new Troubles(), Progress.NONE);
    }

    @Override
    public List<Path> ownFolders() {
        return List.of();
    }

    @Override
    public void trouble(ItemPath path, Code code, Object... arguments) {
        troubles.trouble(path, code, arguments);
    }

    @Override
    public boolean allows(Aid aid) {
        return aids.contains(aid);
    }

    @Override
    public Optional<Path> memory() {
        return Optional.of(folder);
    }
}
