package org.backupmanager.source.files.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.backupmanager.model.ItemKind;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Selection;
import org.backupmanager.recovery.RecoveryPlan.ExistingFiles;
import org.backupmanager.source.Item;
import org.backupmanager.source.ItemContent;
import org.backupmanager.source.RestoreTarget;
import org.backupmanager.source.SourceView;
import org.backupmanager.testkit.Troubles;

/** What tests of the Linux tree do again and again. */
final class Trees {

    private static final ByteBuffer BUFFER = ByteBuffer.allocateDirect(300_000);

    private Trees() {
    }

    static List<Item> scan(FileTree tree, Selection selection, Troubles troubles) throws Exception {
        try (SourceView view = tree.view(selection, troubles)) {
            List<Item> items = new ArrayList<>();
            view.items().forEachRemaining(items::add);
            return items;
        }
    }

    /** Names of what was scanned below a folder. */
    static List<String> names(FileTree tree, Path folder, Selection selection, Troubles troubles) throws Exception {
        ItemPath base = PosixPaths.of(folder);
        return scan(tree, selection, troubles).stream().map(Item::path).filter(path -> path.startsWith(base)
                && !path.equals(base))
                .map(path -> path.toString().substring(base.length() + 2)).toList();
    }

    static Item item(FileTree tree, Path file) throws Exception {
        return scan(tree, Selection.of(PosixPaths.of(file)), new Troubles()).getLast();
    }

    /** Copies what was selected to a place as a backup and a restore would, holes as holes. */
    static void copy(FileTree tree, Path from, Path place) throws Exception {
        try (SourceView view = tree.view(Selection.of(PosixPaths.of(from)), new Troubles());
                RestoreTarget target = tree.target(Optional.of(place), ExistingFiles.OVERWRITE)) {
            List<Item> items = new ArrayList<>();
            view.items().forEachRemaining(items::add);
            for (Item item : items) {
                if (item.attributes().kind() == ItemKind.DIRECTORY) {
                    target.folder(item);
                }
            }
            Map<Long, Item> done = new HashMap<>();
            for (Item item : items) {
                long group = item.attributes().identity().linkGroup();
                if (item.attributes().kind() == ItemKind.DIRECTORY) {
                    continue;
                }
                if (group != 0 && done.putIfAbsent(group, item) != null) {
                    target.link(item, done.get(group));
                } else if (item.attributes().kind().hasContent()) {
                    file(view, target, item);
                } else {
                    target.special(item);
                }
            }
            for (Item item : items.reversed()) {
                if (item.attributes().kind() == ItemKind.DIRECTORY) {
                    target.finish(item);
                }
            }
        }
    }

    private static void file(SourceView view, RestoreTarget target, Item item) throws IOException {
        try (ItemContent content = view.open(item); RestoreTarget.Sink sink = target.create(item)) {
            long at = content.skipHole();
            for (int n = content.read(BUFFER.clear()); n > 0; n = content.read(BUFFER.clear())) {
                sink.write(at, BUFFER.flip());
                at += n;
                at += content.skipHole();
            }
            sink.complete(at);
        }
    }
}
