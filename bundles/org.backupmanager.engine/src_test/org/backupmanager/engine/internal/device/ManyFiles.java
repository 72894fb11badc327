package org.backupmanager.engine.internal.device;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.backupmanager.model.ItemAttributes;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Selection;
import org.backupmanager.recovery.RecoveryPlan.ExistingFiles;
import org.backupmanager.source.Availability;
import org.backupmanager.source.DataSource;
import org.backupmanager.source.FreezeContext;
import org.backupmanager.source.Item;
import org.backupmanager.source.ItemContent;
import org.backupmanager.source.RestoreTarget;
import org.backupmanager.source.Selectable;
import org.backupmanager.source.SourceView;
import org.backupmanager.testkit.FakeSource;

/** A made-up tree of many small files that changes slowly, and that is nowhere: it takes four bytes a file. */
final class ManyFiles implements DataSource {

    private static final int IN_FOLDER = 20;
    private static final int IN_DRAWER = 50;

    private final int[] versions;
    private final SplittableRandom chance = new SplittableRandom(7);
    private final FakeSource elsewhere = new FakeSource();

    ManyFiles(int files) {
        versions = new int[files];
    }

    /** Changes so many files, anywhere. */
    void change(int files) {
        for (int i = 0; i < files; i++) {
            versions[chance.nextInt(versions.length)]++;
        }
    }

    private static String name(int file) {
        int folder = file / IN_FOLDER;
        return "%s/report-%06d.txt".formatted(folder(folder), file);
    }

    private static String folder(int folder) {
        return "%s/project-%04d".formatted(drawer(folder / IN_DRAWER), folder);
    }

    private static String drawer(int drawer) {
        return "/data/customer-%03d".formatted(drawer);
    }

    private Stream<Item> items() {
        var roots = Stream.of(folderItem("/"), folderItem("/data"));
        return Stream.concat(roots, IntStream.range(0, versions.length).boxed().flatMap(file -> {
            Item item = new Item(ItemPath.parse(name(file)), attributes(file));
            if (file % IN_FOLDER != 0) {
                return Stream.of(item);
            }
            Item folder = folderItem(folder(file / IN_FOLDER));
            return file % (IN_FOLDER * IN_DRAWER) != 0 ? Stream.of(folder, item)
                    : Stream.of(folderItem(drawer(file / IN_FOLDER / IN_DRAWER)), folder, item);
        }));
    }

    private static Item folderItem(String path) {
        return new Item(ItemPath.parse(path), ItemAttributes.folder(Instant.EPOCH));
    }

    private ItemAttributes attributes(int file) {
        return ItemAttributes.content(content(file).length, Instant.EPOCH.plusSeconds(60L * versions[file] + 1));
    }

    private byte[] content(int file) {
        var random = new SplittableRandom(file * 1000L + versions[file]);
        byte[] bytes = new byte[100 + random.nextInt(400)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) ('a' + random.nextInt(16));
        }
        return bytes;
    }

    @Override
    public SourceView freeze(Selection selection, FreezeContext context) {
        return new SourceView() {
            @Override
            public Iterator<Item> items() {
                return ManyFiles.this.items().iterator();
            }

            @Override
            public ItemContent open(Item item) {
                String path = item.path().toString();
                return new Reading(content(Integer.parseInt(path.substring(path.length() - 10, path.length() - 4))));
            }

            @Override
            public void acknowledge() {
                // needs not know
            }

            @Override
            public void close() {
                // holds nothing
            }
        };
    }

    private static final class Reading implements ItemContent {

        private final ByteBuffer content;

        Reading(byte[] content) {
            this.content = ByteBuffer.wrap(content);
        }

        @Override
        public int read(ByteBuffer target) {
            if (!content.hasRemaining()) {
                return -1;
            }
            int count = Math.min(content.remaining(), target.remaining());
            target.put(content.slice().limit(count));
            content.position(content.position() + count);
            return count;
        }

        @Override
        public long skipHole() {
            return 0;
        }

        @Override
        public boolean changed() {
            return false;
        }

        @Override
        public void close() {
            // holds nothing
        }
    }

    @Override
    public String id() {
        return "ManyFiles";
    }

    @Override
    public String label() {
        return "Many files";
    }

    @Override
    public String description() {
        return "Protects a tree that a program made up.";
    }

    @Override
    public Availability availability() {
        return Availability.HERE;
    }

    @Override
    public Overlap overlap() {
        return Overlap.MERGES;
    }

    @Override
    public List<Selectable> browse(ItemPath parent) {
        return List.of();
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
    public RestoreTarget target(Optional<Path> place, ExistingFiles existing) {
        return elsewhere.target(place, existing);
    }
}
