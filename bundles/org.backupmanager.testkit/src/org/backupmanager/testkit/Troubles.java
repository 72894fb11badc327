package org.backupmanager.testkit;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.session.Progress;
import org.backupmanager.source.FreezeContext;

/** A context that remembers what trouble a source told, as "path: sentence". */
public final class Troubles implements FreezeContext {

    private final List<String> all = new CopyOnWriteArrayList<>();
    private final List<Path> ownFolders;

    public Troubles(Path... ownFolders) {
        this.ownFolders = List.of(ownFolders);
    }

    @Override
    public List<Path> ownFolders() {
        return ownFolders;
    }

    @Override
    public void trouble(ItemPath path, Code code, Object... arguments) {
        all.add(path + ": " + code.text(arguments));
    }

    @Override
    public Progress progress() {
        return Progress.NONE;
    }

    /** What was told, in order. */
    public List<String> all() {
        return List.copyOf(all);
    }
}
