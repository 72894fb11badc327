package org.backupmanager.source.files.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

import org.backupmanager.model.Code;
import org.backupmanager.model.ItemKind;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Mask;
import org.backupmanager.model.Selection;
import org.backupmanager.source.FreezeContext;
import org.backupmanager.source.Item;
import org.backupmanager.source.ItemContent;
import org.backupmanager.source.SourceView;

/**
 * What was selected, read by way of Java. Left out unless chosen by name: what is in the folder for temporary files,
 * and the swap files of Windows; left out
 * always: the product's own folders and files that a restore has not finished.
 */
final class PortableView implements SourceView {

    private static final Set<String> SWAP = Set.of("pagefile.sys", "hiberfil.sys", "swapfile.sys");

    private final PortableTree tree;
    private final FreezeContext context;
    private final Selection selection;
    private final LeftOut leftOut;
    private final ItemPath temporary;

    PortableView(PortableTree tree, Selection selection, FreezeContext context) {
        this.tree = tree;
        this.selection = selection;
        this.context = context;
        this.leftOut = new LeftOut(context.ownFolders(), tree::of);
        this.temporary = tree.of(Path.of(System.getProperty("java.io.tmpdir")));
    }

    @Override
    public Iterator<Item> items() {
        return new Walk();
    }

    @Override
    public ItemContent open(Item item) throws IOException {
        return new PortableContent(item, tree);
    }

    @Override
    public void acknowledge() {
        // Files keep no log that could be truncated.
    }

    @Override
    public void close() {
        // Nothing is held between calls.
    }

    private boolean visits(ItemPath path) {
        boolean named = selection.leadsTo(path);
        String name = ItemPath.show(path.name());
        boolean spare = path.parent().equals(temporary) || path.depth() == 2
                && SWAP.contains(name.toLowerCase(Locale.ROOT));
        Optional<Mask> mask = selection.maskOf(path);
        mask.ifPresent(context::leftOut);
        return mask.isEmpty() && (named || selection.test(path) && !spare)
                && !LeftOut.isUnfinished(path.name()) && !leftOut.isOwn(path);
    }

    private List<ItemPath> children(ItemPath folder) {
        try {
            return tree.children(folder).stream().filter(this::visits).toList();
        } catch (IOException e) {
            tell(folder, e);
            return List.of();
        }
    }

    private Optional<Item> item(ItemPath path) {
        try {
            Item item = tree.item(path);
            boolean kept = item.attributes().kind() == ItemKind.DIRECTORY || path.isRoot() || selection.test(path);
            return kept ? Optional.of(item) : Optional.empty();
        } catch (IOException e) {
            tell(path, e);
            return Optional.empty();
        }
    }

    private void tell(ItemPath path, IOException e) {
        if (e instanceof NoSuchFileException) {
            context.trouble(path, Code.ITEM_VANISHED);
        } else {
            context.trouble(path, Code.ITEM_UNREADABLE, PortableTree.cause(e));
        }
    }

    /** Depth first, siblings by their bytes. */
    private final class Walk implements Iterator<Item> {

        private final Deque<Iterator<ItemPath>> levels = new ArrayDeque<>();
        private Optional<Item> next;

        Walk() {
            try {
                next = Optional.of(tree.item(ItemPath.ROOT));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public boolean hasNext() {
            while (next.isEmpty() && !levels.isEmpty()) {
                if (levels.peek().hasNext()) {
                    next = item(levels.peek().next());
                } else {
                    levels.pop();
                }
            }
            return next.isPresent();
        }

        @Override
        public Item next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Item item = next.orElseThrow();
            next = Optional.empty();
            if (item.attributes().kind() == ItemKind.DIRECTORY) {
                levels.push(children(item.path()).iterator());
            }
            return item;
        }
    }
}
