package org.backupmanager.engine.internal.backup;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import org.backupmanager.model.ItemKind;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Selection;
import org.backupmanager.session.BackupException;
import org.backupmanager.source.DataSource;
import org.backupmanager.source.FreezeContext;
import org.backupmanager.source.Item;
import org.backupmanager.source.ItemContent;
import org.backupmanager.source.SourceView;
import org.backupmanager.testkit.FakeSource;

/** A source that notes changes as far as a test tells it, and that counts what a scan looks at. */
final class NotingSource implements ForwardingSource {

    private final FakeSource inner = new FakeSource();
    private final Set<ItemPath> touched = ConcurrentHashMap.newKeySet();
    private long moments;
    private int looked;

    FakeSource fake() {
        return inner;
    }

    /** It notes that something happened in that folder, for ever. */
    void notes(String folder) {
        touched.add(ItemPath.parse(folder));
    }

    void forgets() {
        touched.clear();
    }

    /** How many items the last scan was given. */
    int looked() {
        return looked;
    }

    @Override
    public DataSource inner() {
        return inner;
    }

    @Override
    public SourceView freeze(Selection selection, FreezeContext context) {
        SourceView view = inner.freeze(selection, context);
        moments++;
        long moment = moments;
        return new SourceView() {
            @Override
            public OptionalLong moment() {
                return OptionalLong.of(moment);
            }

            @Override
            public Predicate<ItemPath> untouchedSince(long earlier) {
                Set<ItemPath> now = new TreeSet<>(touched);
                return folder -> now.stream().noneMatch(one -> one.startsWith(folder));
            }

            @Override
            public Iterator<Item> items() throws BackupException {
                return items(folder -> false);
            }

            @Override
            public Iterator<Item> items(Predicate<ItemPath> closed) throws BackupException {
                List<Item> items = new ArrayList<>();
                List<ItemPath> skipped = new ArrayList<>();
                view.items().forEachRemaining(item -> {
                    if (skipped.stream().noneMatch(item.path()::startsWith)) {
                        items.add(item);
                        if (item.attributes().kind() == ItemKind.DIRECTORY && closed.test(item.path())) {
                            skipped.add(item.path());
                        }
                    }
                });
                looked = items.size();
                return items.iterator();
            }

            @Override
            public ItemContent open(Item item) throws IOException {
                return view.open(item);
            }

            @Override
            public void acknowledge() throws BackupException {
                view.acknowledge();
            }

            @Override
            public void close() {
                view.close();
            }
        };
    }
}
