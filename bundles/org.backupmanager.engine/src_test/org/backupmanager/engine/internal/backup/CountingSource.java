package org.backupmanager.engine.internal.backup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

import org.backupmanager.model.Selection;
import org.backupmanager.recovery.RecoveryPlan.ExistingFiles;
import org.backupmanager.session.BackupException;
import org.backupmanager.source.DataSource;
import org.backupmanager.source.FreezeContext;
import org.backupmanager.source.Item;
import org.backupmanager.source.ItemContent;
import org.backupmanager.source.RestoreTarget;
import org.backupmanager.source.SourceView;
import org.backupmanager.source.Stretch;
import org.backupmanager.testkit.FakeSource;
import org.backupmanager.testkit.FakeTree;

/** A fake source that writes down which items were opened, in order, and how many bytes were read of all. */
public final class CountingSource implements ForwardingSource {

    private final NamedSource inner;
    private final List<List<String>> opened = new CopyOnWriteArrayList<>(List.of(new CopyOnWriteArrayList<>()));
    private final Set<String> faulty = ConcurrentHashMap.newKeySet();
    private final Map<String, List<Stretch>> known = new ConcurrentHashMap<>();
    private final AtomicLong read = new AtomicLong();
    private volatile CountDownLatch restores = new CountDownLatch(0);

    public CountingSource(String id) {
        this(id, Overlap.MERGES);
    }

    public CountingSource(String id, Overlap overlap) {
        inner = new NamedSource(id, overlap);
    }

    public FakeSource fake() {
        return inner.source();
    }

    public FakeTree tree() {
        return fake().tree();
    }

    /** The source has a bug that shows when this is read. */
    public void faulty(String path) {
        faulty.add(path);
    }

    /** From now on restores wait for the latch before they write. */
    public void holdRestores(CountDownLatch latch) {
        restores = latch;
    }

    /** From now on it says of the item that its bytes lie there. */
    public void says(String path, Stretch... stretches) {
        known.put(path, List.of(stretches));
    }

    public List<String> opened() {
        return opened.getFirst();
    }

    /** From now on the paths that are opened are added to that list too. */
    public void tellTo(List<String> list) {
        opened.add(list);
    }

    public long bytesRead() {
        return read.get();
    }

    @Override
    public DataSource inner() {
        return inner;
    }

    @Override
    public SourceView freeze(Selection selection, FreezeContext context) throws BackupException {
        SourceView view = inner.freeze(selection, context);
        return new SourceView() {
            @Override
            public Iterator<Item> items() throws BackupException {
                return view.items();
            }

            @Override
            public ItemContent open(Item item) throws IOException {
                opened.forEach(list -> list.add(item.path().toString()));
                if (faulty.contains(item.path().toString())) {
                    throw new IllegalStateException("a bug of the source");
                }
                return new Counting(view.open(item), known.getOrDefault(item.path().toString(), List.of()));
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

    private final class Counting implements ItemContent {

        private final ItemContent content;
        private final List<Stretch> stretches;

        Counting(ItemContent content, List<Stretch> stretches) {
            this.content = content;
            this.stretches = stretches;
        }

        @Override
        public List<Stretch> stretches() {
            return stretches;
        }

        @Override
        public void skip(long bytes) throws IOException {
            ByteBuffer dropped = ByteBuffer.allocate((int) bytes);
            while (dropped.hasRemaining()) {
                content.read(dropped);
            }
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            int got = content.read(target);
            read.addAndGet(Math.max(0, got));
            return got;
        }

        @Override
        public long skipHole() throws IOException {
            return content.skipHole();
        }

        @Override
        public boolean changed() throws IOException {
            return content.changed();
        }

        @Override
        public void close() throws IOException {
            content.close();
        }
    }

    @Override
    public RestoreTarget target(Optional<Path> place, ExistingFiles existing) throws BackupException {
        RestoreTarget target = inner.target(place, existing);
        return new SlowTarget(target, restores);
    }

    /** Makes no file before the latch is open. */
    private record SlowTarget(RestoreTarget target, CountDownLatch latch) implements RestoreTarget {

        @Override
        public void folder(Item folder) throws IOException {
            target.folder(folder);
        }

        @Override
        public boolean wants(Item item) throws IOException {
            return target.wants(item);
        }

        @Override
        public Sink create(Item item) throws IOException {
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
            return target.create(item);
        }

        @Override
        public void special(Item item) throws IOException {
            target.special(item);
        }

        @Override
        public void link(Item item, Item existing) throws IOException {
            target.link(item, existing);
        }

        @Override
        public void finish(Item folder) throws IOException {
            target.finish(folder);
        }

        @Override
        public void close() {
            target.close();
        }
    }
}
