package org.backupmanager.cli.internal.quickstart;

import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;

import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.session.Progress;
import org.backupmanager.source.FreezeContext;

/**
 * Lets a data source be scanned outside of a session.
 *
 * @param ownFolders what is left out
 * @param troubles hears of items that cannot be looked at, and why
 */
record Watching(List<Path> ownFolders, BiConsumer<ItemPath, String> troubles) implements FreezeContext {

    @Override
    public void trouble(ItemPath path, Code code, Object... arguments) {
        troubles.accept(path, code.text(arguments));
    }

    @Override
    public Progress progress() {
        return Progress.NONE;
    }
}
