package org.backupmanager.source.files.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import org.backupmanager.model.ItemPath;

/**
 * What is never part of a backup on Linux, and what only if it was chosen by name:
 * <ul>
 * <li>never: the product's own folders, wherever they are reached, files that a restore has not finished ({@code
 * .bmrestore-...}), and the folder of a backup's snapshots ({@code .backupmanager-snapshots});
 * <li>only if it, or something in it, was chosen by name: what is in {@code /tmp} and {@code /var/tmp}, and what is in
 * a file system that keeps nothing on a
 * medium (proc, sysfs, tmpfs, devtmpfs, devpts, cgroup and their like). The folder itself is kept, so that a restored
 * system has it.
 * </ul>
 * All other mounted file systems are entered; for files of chosen kinds only those of this computer's own disks.
 */
final class LeftOut {

    /** How names of files begin that a restore is writing. */
    static final String UNFINISHED = ".bmrestore-";

    /** The folder, at the top of a file system, in which a backup's snapshots stand while it runs. */
    static final String SNAPSHOTS = ".backupmanager-snapshots";

    private static final byte[] SNAPSHOTS_BYTES = SNAPSHOTS.getBytes(StandardCharsets.US_ASCII);
    private static final byte[] UNFINISHED_BYTES = UNFINISHED.getBytes(StandardCharsets.US_ASCII);
    private static final Set<ItemPath> TEMPORARY = Set.of(ItemPath.parse("/tmp"), ItemPath.parse("/var/tmp"));

    /** Magic numbers of statfs, as in {@code linux/magic.h}. */
    private static final Set<Long> WITHOUT_MEDIUM = Set.of(
            0x9fa0L, // proc
            0x62656572L, // sysfs
            0x01021994L, // tmpfs, devtmpfs
            0x858458f6L, // ramfs
            0x1cd1L, // devpts
            0x27e0ebL, 0x63677270L, // cgroup, cgroup2
            0x64626720L, // debugfs
            0x74726163L, // tracefs
            0x73636673L, // securityfs
            0xf97cff8cL, // selinux
            0x6165676cL, // pstore
            0xcafe4a11L, // bpf
            0x62656570L, // configfs
            0xde5e81e4L, // efivarfs
            0x958458f6L, // hugetlbfs
            0x19800202L, // mqueue
            0x65735543L, // fusectl
            0x0187L, // autofs
            0x42494e4dL, // binfmt_misc
            0x67596969L, // rpc_pipefs
            0x6e736673L); // nsfs

    /** Disks of other computers, and images of programs: nobody's own files, or another's to keep. */
    private static final Set<Long> ELSEWHERE = Set.of(
            0x6969L, // nfs
            0x517bL, 0xff534d42L, 0xfe534d42L, // smb, cifs, smb2
            0x00c36400L, // ceph
            0x5346414fL, 0x73757245L, // afs, coda
            0x01021997L, // 9p
            0x73717368L, // squashfs
            0x794c7630L); // overlayfs, a second view of what is elsewhere
    private static final long FUSE = 0x65735546L;

    private final Set<ItemPath> own = new HashSet<>();

    LeftOut(List<Path> ownFolders, Function<Path, ItemPath> paths) {
        for (Path folder : ownFolders) {
            own.add(paths.apply(folder));
            own.add(paths.apply(real(folder)));
        }
    }

    /** A folder that does not exist yet is where it says. */
    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException notThere) {
            return folder.toAbsolutePath().normalize();
        }
    }

    /** Whether the folder is one of the product's own. */
    boolean isOwn(ItemPath folder) {
        return own.contains(folder);
    }

    /** Whether nothing in the folder is kept unless it was chosen by name. */
    static boolean isTemporary(ItemPath folder) {
        return TEMPORARY.contains(folder);
    }

    /** Whether a restore is writing the file. */
    static boolean isUnfinished(byte[] name) {
        if (name.length <= UNFINISHED_BYTES.length || name[0] != '.') {
            return false;
        }
        return Arrays.equals(name, 0, UNFINISHED_BYTES.length, UNFINISHED_BYTES, 0, UNFINISHED_BYTES.length);
    }

    /** Whether snapshots of a backup stand in a folder of that name. */
    static boolean isSnapshots(byte[] name) {
        return name.length == SNAPSHOTS_BYTES.length && Arrays.equals(name, SNAPSHOTS_BYTES);
    }

    /**
     * Whether files of chosen kinds are not looked for in a file system of this kind.
     *
     * @param name of its kind as it was mounted, which tells disks (fuseblk) from what programs make up
     */
    static boolean isElsewhere(long type, String name) {
        return ELSEWHERE.contains(type) || type == FUSE && !name.equals("fuseblk");
    }

    /** Whether a file system of this kind keeps nothing on a medium. */
    static boolean isWithoutMedium(long type) {
        return WITHOUT_MEDIUM.contains(type);
    }
}
