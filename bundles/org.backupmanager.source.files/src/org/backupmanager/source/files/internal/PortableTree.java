package org.backupmanager.source.files.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

import org.backupmanager.model.Code;
import org.backupmanager.model.ItemKind;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Selection;
import org.backupmanager.recovery.RecoveryPlan.ExistingFiles;
import org.backupmanager.session.BackupException;
import org.backupmanager.source.FreezeContext;
import org.backupmanager.source.Item;
import org.backupmanager.source.RestoreTarget;
import org.backupmanager.source.Selectable;
import org.backupmanager.source.SourceView;
import org.backupmanager.source.kit.Errno;

/**
 * Files, folders and symbolic links by way of Java alone, for systems other than Linux. On Windows the drives are the
 * folders of the root.
 */
final class PortableTree implements FileTree {

    private final boolean windows;
    private final PortableAttributes attributes = new PortableAttributes();

    PortableTree(boolean windows) {
        this.windows = windows;
    }

    @Override
    public List<Selectable> browse(ItemPath parent) throws BackupException {
        List<Selectable> all = new ArrayList<>();
        try {
            for (ItemPath child : children(parent)) {
                selectable(child).ifPresent(all::add);
            }
        } catch (IOException e) {
            throw new BackupException(Code.ITEM_UNREADABLE, Messages.text("unreadable", parent, cause(e))).because(e);
        }
        all.sort(Comparator.comparing((Selectable one) -> one.kind() != ItemKind.DIRECTORY)
                .thenComparing(Selectable::label, String.CASE_INSENSITIVE_ORDER).thenComparing(Selectable::path));
        return all;
    }

    private Optional<Selectable> selectable(ItemPath path) {
        try {
            Item item = item(path);
            boolean folder = item.attributes().kind() == ItemKind.DIRECTORY;
            return Optional.of(new Selectable(path, ItemPath.show(path.name()), item.attributes().kind(),
                    folder ? -1 : item.attributes().size(), folder));
        } catch (IOException goneOrEmptyDrive) {
            return Optional.empty();
        }
    }

    @Override
    public SourceView view(Selection selection, FreezeContext context) {
        return new PortableView(this, selection, context);
    }

    @Override
    public void close() {
        // nothing goes on between backups
    }

    @Override
    public void recover(Path memory) {
        // nothing of it outlives the process
    }

    @Override
    public RestoreTarget target(Optional<Path> place, ExistingFiles existing) throws BackupException {
        if (place.isPresent()) {
            try {
                Files.createDirectories(place.get());
            } catch (IOException e) {
                throw new BackupException(Code.TARGET_DENIED, place.get(), cause(e)).because(e);
            }
            if (!Files.isWritable(place.get())) {
                throw new BackupException(Code.TARGET_DENIED, place.get(), Messages.error(Errno.EACCES));
            }
        }
        return new PortableTarget(this, attributes, place, existing, new SplittableRandom());
    }

    /** Paths of what is in a folder, in the order of their bytes. */
    List<ItemPath> children(ItemPath folder) throws IOException {
        List<ItemPath> children = new ArrayList<>();
        if (windows && folder.isRoot()) {
            FileSystems.getDefault().getRootDirectories().forEach(drive -> children.add(of(drive)));
        } else if (Files.isDirectory(path(folder))) {
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(path(folder))) {
                for (Path child : stream) {
                    children.add(folder.child(child.getFileName().toString().getBytes(StandardCharsets.UTF_8)));
                }
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
        }
        children.sort(Comparator.naturalOrder());
        return children;
    }

    /** The item of this path as it is now. */
    Item item(ItemPath path) throws IOException {
        return windows && path.isRoot() ? new Item(path, attributes.drives()) : new Item(path,
                attributes.read(path(path)));
    }

    ItemPath of(Path path) {
        return windows ? WindowsPaths.of(path) : PosixPaths.of(path);
    }

    Path path(ItemPath path) {
        return windows ? WindowsPaths.path(path) : Path.of("/" + new String(path.bytes(), StandardCharsets.UTF_8));
    }

    /** The path below another folder; a drive becomes a folder of its letter. */
    Path below(Path place, ItemPath path) {
        String text = new String(path.bytes(), StandardCharsets.UTF_8);
        return place.resolve(windows ? text.replaceFirst("^([A-Za-z]):", "$1") : text);
    }

    /** Why something failed, for a person. */
    static String cause(IOException e) {
        return e instanceof AccessDeniedException ? Messages.error(Errno.EACCES) : String.valueOf(e.getMessage());
    }
}
