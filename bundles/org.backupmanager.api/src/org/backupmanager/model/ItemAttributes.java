package org.backupmanager.model;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything about an item that is not its content. Two scans of an item that did not change give equal attributes; any
 * change of content or attributes
 * gives attributes that differ.
 *
 * @param kind what it is
 * @param size bytes of content; 0 for what has none
 * @param modified when the content changed last, to the nanosecond
 * @param access who may do what
 * @param identity what tells the item apart from another of the same name
 * @param linkTarget of a symbolic link, else empty
 * @param device number of a character or block device as the operating system encodes it, else 0
 * @param extended further attributes by name: extended attributes and access lists with the kernel's names on Linux
 *        ({@code user.x}, {@code system.posix_acl_access}), ours start with {@code backupmanager.}
 */
public record ItemAttributes(ItemKind kind, long size, Instant modified, Access access, Identity identity,
        Bytes linkTarget,
        long device, SortedMap<String, Bytes> extended) {

    /** No extended attributes. */
    public static final SortedMap<String, Bytes> NO_EXTENDED = Collections.unmodifiableSortedMap(new TreeMap<>());

    public ItemAttributes {
        if (size < 0) {
            throw new IllegalArgumentException("a size is not negative: " + size);
        }
        extended = extended.isEmpty() ? NO_EXTENDED : Collections.unmodifiableSortedMap(new TreeMap<>(extended));
    }

    /** The attributes of plain content without a file system around it, such as the dump of a database. */
    public static ItemAttributes content(long size, Instant modified) {
        return plain(ItemKind.FILE, size, modified);
    }

    /** The attributes of a folder that only groups items. */
    public static ItemAttributes folder(Instant modified) {
        return plain(ItemKind.DIRECTORY, 0, modified);
    }

    private static ItemAttributes plain(ItemKind kind, long size, Instant modified) {
        return new ItemAttributes(kind, size, modified, Access.NONE, Identity.NONE, Bytes.NONE, 0, NO_EXTENDED);
    }

    /** These attributes with other extended ones. */
    public ItemAttributes withExtended(Map<String, Bytes> attributes) {
        return new ItemAttributes(kind, size, modified, access, identity, linkTarget, device,
                new TreeMap<>(attributes));
    }

    /**
     * Who may do what.
     *
     * @param mode the lower twelve bits of a POSIX mode (permissions, setuid, setgid, sticky); 0 where there is none
     * @param user number of the owner
     * @param group number of the group
     */
    public record Access(int mode, int user, int group) {
        /** Where the data source knows no permissions. */
        public static final Access NONE = new Access(0, 0, 0);
    }

    /**
     * What notices a change that times and sizes hide.
     *
     * @param number of the file within its file system (inode), or 0
     * @param changed when anything about the item changed (ctime), or the epoch
     * @param linkGroup equal, and not 0, for all names of one file within a session (hard links); 0 for a file with one
     *        name
     */
    public record Identity(long number, Instant changed, long linkGroup) {
        /** Where the data source has none. */
        public static final Identity NONE = new Identity(0, Instant.EPOCH, 0);
    }
}
