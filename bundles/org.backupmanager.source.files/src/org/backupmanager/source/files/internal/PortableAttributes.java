package org.backupmanager.source.files.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.DosFileAttributeView;
import java.nio.file.attribute.DosFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

import org.backupmanager.model.Bytes;
import org.backupmanager.model.ItemAttributes;
import org.backupmanager.model.ItemAttributes.Access;
import org.backupmanager.model.ItemAttributes.Identity;
import org.backupmanager.model.ItemKind;

/**
 * Attributes as far as Java tells them: with permissions, owner and inode on Unix, with hidden, system, archive and
 * read-only on Windows.
 */
final class PortableAttributes {

    private static final String DOS = "backupmanager.dos";

    private final boolean unix = FileSystems.getDefault().supportedFileAttributeViews().contains("unix");
    private final boolean dos = !unix && FileSystems.getDefault().supportedFileAttributeViews().contains("dos");

    /** Of the folder that holds the drives. */
    ItemAttributes drives() {
        return ItemAttributes.folder(Instant.EPOCH);
    }

    ItemAttributes read(Path path) throws IOException {
        BasicFileAttributes basic = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        ItemKind kind = kind(basic);
        Bytes target = kind == ItemKind.SYMLINK
                ? Bytes.of(Files.readSymbolicLink(path).toString().getBytes(StandardCharsets.UTF_8)) : Bytes.NONE;
        var plain = new ItemAttributes(kind, kind == ItemKind.FILE ? basic.size() : 0,
                basic.lastModifiedTime().toInstant(),
                unix ? access(path) : Access.NONE, unix ? identity(path) : Identity.NONE, target, 0,
                ItemAttributes.NO_EXTENDED);
        return dos && kind != ItemKind.SYMLINK ? plain.withExtended(Map.of(DOS, flags(path))) : plain;
    }

    private static ItemKind kind(BasicFileAttributes basic) throws IOException {
        if (basic.isSymbolicLink()) {
            return ItemKind.SYMLINK;
        }
        if (basic.isDirectory()) {
            return ItemKind.DIRECTORY;
        }
        if (basic.isRegularFile()) {
            return ItemKind.FILE;
        }
        throw new IOException(Messages.text("specialNotHere"));
    }

    private static Access access(Path path) throws IOException {
        Map<String, Object> all = Files.readAttributes(path, "unix:mode,uid,gid", LinkOption.NOFOLLOW_LINKS);
        return new Access((int) all.get("mode") & 07777, (int) all.get("uid"), (int) all.get("gid"));
    }

    private static Identity identity(Path path) throws IOException {
        Map<String, Object> all = Files.readAttributes(path, "unix:ino,ctime", LinkOption.NOFOLLOW_LINKS);
        return new Identity((long) all.get("ino"), ((FileTime) all.get("ctime")).toInstant(), 0);
    }

    private static Bytes flags(Path path) throws IOException {
        DosFileAttributes flags = Files.readAttributes(path, DosFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return Bytes.of(new byte[] {(byte) ((flags.isReadOnly() ? 1 : 0) | (flags.isHidden() ? 2 : 0)
                | (flags.isSystem() ? 4 : 0) | (flags.isArchive() ? 32 : 0))});
    }

    /** Gives a file what it can hold of these attributes. */
    void write(Path path, ItemAttributes attributes) throws IOException {
        if (unix && attributes.kind() != ItemKind.SYMLINK && attributes.access() != Access.NONE) {
            Files.setAttribute(path, "unix:mode", attributes.access().mode(), LinkOption.NOFOLLOW_LINKS);
        }
        Bytes flags = new TreeMap<>(attributes.extended()).getOrDefault(DOS, Bytes.NONE);
        Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setTimes(FileTime.from(attributes.modified()), null, null);
        if (dos && !flags.isEmpty()) {
            int bits = flags.toArray()[0];
            DosFileAttributeView view = Files.getFileAttributeView(path, DosFileAttributeView.class,
                    LinkOption.NOFOLLOW_LINKS);
            view.setHidden((bits & 2) != 0);
            view.setSystem((bits & 4) != 0);
            view.setArchive((bits & 32) != 0);
            view.setReadOnly((bits & 1) != 0);
        }
    }
}
