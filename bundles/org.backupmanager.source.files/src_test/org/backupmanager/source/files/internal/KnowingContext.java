package org.backupmanager.source.files.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.session.Progress;
import org.backupmanager.source.FreezeContext;
import org.backupmanager.source.Item;

/** A context that remembers the items of a scan. */
final class KnowingContext implements FreezeContext {

    private final Map<ItemPath, List<Item>> folders;

    KnowingContext(List<Item> items) {
        folders = items.stream().filter(item -> !item.path().isRoot()).collect(Collectors.groupingBy(item ->
                item.path().parent()));
    }

    @Override
    public List<Path> ownFolders() {
        return List.of();
    }

    @Override
    public void trouble(ItemPath path, Code code, Object... arguments) {
        throw new AssertionError(path + ": " + code.text(arguments));
    }

    @Override
    public Progress progress() {
        return Progress.NONE;
    }

    @Override
    public List<Item> before(ItemPath folder) {
        return folders.getOrDefault(folder, List.of());
    }
}
