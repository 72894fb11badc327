package org.backupmanager.itest.ui.demo;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

import org.backupmanager.model.Code;
import org.backupmanager.model.ItemKind;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Selection;
import org.backupmanager.recovery.RecoveryPlan.ExistingFiles;
import org.backupmanager.session.BackupException;
import org.backupmanager.source.Availability;
import org.backupmanager.source.DataSource;
import org.backupmanager.source.FreezeContext;
import org.backupmanager.source.Item;
import org.backupmanager.source.ItemContent;
import org.backupmanager.source.RestoreTarget;
import org.backupmanager.source.Selectable;
import org.backupmanager.source.SourceView;

/** Files that are not there. */
final class DemoFiles implements DataSource {

    private static final int DEEP = 6;

    @Override
    public String id() {
        return "FileSystem";
    }

    @Override
    public String label() {
        return "Files and folders";
    }

    @Override
    public String description() {
        return "Protects files and folders of this machine with all their attributes.";
    }

    @Override
    public Availability availability() {
        return Availability.HERE;
    }

    @Override
    public boolean keepsFiles() {
        return true;
    }

    @Override
    public Overlap overlap() {
        return Overlap.MERGES;
    }

    @Override
    public List<Selectable> browse(ItemPath parent) {
        return DemoTree.children(parent).stream().map(DemoFiles::selectable).toList();
    }

    private static Selectable selectable(Item item) {
        ItemKind kind = item.attributes().kind();
        return new Selectable(item.path(), ItemPath.show(item.path().name()), kind,
                kind.hasContent() ? item.attributes().size() : -1, kind == ItemKind.DIRECTORY);
    }

    @Override
    public ItemPath parse(String text) {
        return ItemPath.parse(text);
    }

    @Override
    public String show(ItemPath path) {
        return path.toString();
    }

    @Override
    public SourceView freeze(Selection selection, FreezeContext context) {
        return new View(selection);
    }

    @Override
    public RestoreTarget target(Optional<Path> place, ExistingFiles existing) throws BackupException {
        throw new BackupException(Code.TARGET_DENIED, place.map(Path::toString).orElse("/"), "this is a demo");
    }

    /** Every selected item, folders with their content behind them. */
    private record View(Selection selection) implements SourceView {

        @Override
        public Iterator<Item> items() {
            Deque<Item> ahead = new ArrayDeque<>(DemoTree.children(ItemPath.ROOT));
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    while (!ahead.isEmpty() && !wanted(ahead.getFirst())) {
                        ahead.removeFirst();
                    }
                    return !ahead.isEmpty();
                }

                private boolean wanted(Item item) {
                    return selection.test(item.path()) || selection.leadsTo(item.path());
                }

                @Override
                public Item next() {
                    if (!hasNext()) {
                        throw new NoSuchElementException();
                    }
                    Item item = ahead.removeFirst();
                    if (item.attributes().kind() == ItemKind.DIRECTORY && item.path().depth() < DEEP) {
                        DemoTree.children(item.path()).reversed().forEach(ahead::addFirst);
                    }
                    return item;
                }
            };
        }

        @Override
        public ItemContent open(Item item) {
            throw new UnsupportedOperationException("a demo has no content");
        }

        @Override
        public void acknowledge() {
            // nothing is kept
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
