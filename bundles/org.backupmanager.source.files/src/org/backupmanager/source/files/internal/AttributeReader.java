package org.backupmanager.source.files.internal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import org.backupmanager.model.Bytes;
import org.backupmanager.model.ItemAttributes;
import org.backupmanager.model.ItemAttributes.Access;
import org.backupmanager.model.ItemAttributes.Identity;
import org.backupmanager.model.ItemKind;
import org.backupmanager.source.kit.FileStat;
import org.backupmanager.source.kit.Kernel;

/** Makes attributes of what the kernel tells about a file. Safe for many threads, each with its own kernel. */
final class AttributeReader {

    /** XFS shows its access lists a second time under such names, in a form that means nothing elsewhere. */
    private static final String XFS_ACCESS_LIST = "trusted.SGI_ACL_";

    /** Numbers of file systems that stay the same after a restart, by those that do not. */
    private final ConcurrentHashMap<Long, Long> fileSystems = new ConcurrentHashMap<>();

    /** What is on that device belongs to a file system with that lasting number: a snapshot, what it was taken of. */
    void knows(long device, long fileSystem) {
        fileSystems.put(device, fileSystem);
    }

    /**
     * Attributes of the file that the kernel looked at last, which is {@code name} in the open folder {@code dir}, or
     * {@code dir} itself.
     *
     * @param device number of the file system that the folder is on
     */
    ItemAttributes read(Kernel kernel, int dir, byte[] name, long device) {
        FileStat found = kernel.found();
        ItemKind kind = kind(found.type());
        int mode = found.mode();
        return new ItemAttributes(kind, kind == ItemKind.FILE ? found.size() : 0, found.modified(),
                new Access(mode & 07777, found.user(), found.group()),
                new Identity(found.inode(), found.changed(), linkGroup(kernel, dir, kind, device)),
                kind == ItemKind.SYMLINK ? target(kernel, dir, name) : Bytes.NONE,
                kind == ItemKind.CHARACTER_DEVICE || kind == ItemKind.BLOCK_DEVICE ? found.specialDevice() : 0,
                extended(kernel, dir, name));
    }

    /** The kind of a file by the type bits of its mode. */
    static ItemKind kind(int type) {
        return switch (type) {
            case FileStat.S_IFREG -> ItemKind.FILE;
            case FileStat.S_IFDIR -> ItemKind.DIRECTORY;
            case FileStat.S_IFLNK -> ItemKind.SYMLINK;
            case FileStat.S_IFIFO -> ItemKind.FIFO;
            case FileStat.S_IFSOCK -> ItemKind.SOCKET;
            case FileStat.S_IFCHR -> ItemKind.CHARACTER_DEVICE;
            case FileStat.S_IFBLK -> ItemKind.BLOCK_DEVICE;
            default -> throw new IllegalStateException("file type " + Integer.toOctalString(type));
        };
    }

    /**
     * Inode and file system in one number: within a file system no two files share it, between them it takes a
     * collision of 64 bits. A single file on which another file system is mounted is told by the number of that.
     */
    private long linkGroup(Kernel kernel, int dir, ItemKind kind, long folderDevice) {
        FileStat found = kernel.found();
        if (kind == ItemKind.DIRECTORY || found.links() < 2) {
            return 0;
        }
        long inode = found.inode();
        long device = found.fileSystem();
        long fileSystem = device;
        if (device == folderDevice) {
            fileSystem = fileSystems.computeIfAbsent(device, number -> {
                long id = kernel.fileSystemId(dir);
                return id == 0 ? number : id;
            });
        }
        long group = mixed(inode ^ mixed(fileSystem));
        return group == 0 ? 1 : group;
    }

    /** A bijection that spreads bits. */
    private static long mixed(long value) {
        long z = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }

    private static Bytes target(Kernel kernel, int dir, byte[] name) {
        int length = kernel.readLink(dir, name);
        return length < 0 ? Bytes.NONE : Bytes.of(kernel.value(length));
    }

    /**
     * An attribute that vanishes, or that only those may read who may read the content, is left out: reading the
     * content tells about it.
     */
    private static SortedMap<String, Bytes> extended(Kernel kernel, int dir, byte[] name) {
        int length = kernel.extended().list(dir, name);
        if (length <= 0) {
            return ItemAttributes.NO_EXTENDED;
        }
        byte[] names = kernel.value(length);
        SortedMap<String, Bytes> all = new TreeMap<>();
        int start = 0;
        for (int at = 0; at < length; at++) {
            if (names[at] == 0) {
                byte[] attribute = Arrays.copyOfRange(names, start, at);
                String word = new String(attribute, StandardCharsets.ISO_8859_1);
                int size = word.startsWith(XFS_ACCESS_LIST) ? -1 : kernel.extended().get(dir, name, attribute);
                if (size >= 0) {
                    all.put(word, Bytes.of(kernel.value(size)));
                }
                start = at + 1;
            }
        }
        return all;
    }
}
