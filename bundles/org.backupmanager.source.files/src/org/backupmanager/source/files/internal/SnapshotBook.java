package org.backupmanager.source.files.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.backupmanager.model.ItemPath;
import org.backupmanager.source.kit.Btrfs;
import org.backupmanager.source.kit.Kernel;

/**
 * Which snapshots a device has: those that are read at the moment, and those that a killed process has left, which are
 * removed. Each device has an id of its own, in its memory; names of its snapshots begin with it, and no other snapshot
 * is ever touched. Safe for use by many threads.
 */
final class SnapshotBook {

    private static final String OWNER = "owner";
    /** Names the folders that snapshots were made in; it is there as long as there may be one. */
    private static final String FOLDERS = "snapshots";

    /** Names of snapshots that are read, by the memory of their device. */
    private final Map<Path, Set<String>> inUse = new HashMap<>();
    /** Memories of devices with a snapshot that could not be removed. */
    private final Set<Path> left = new HashSet<>();
    private long last;

    /** A name for a new snapshot in that folder. Noted first, so that it is found whatever happens next. */
    synchronized String note(Path memory, ItemPath folder) throws IOException {
        List<String> folders = folders(memory);
        if (!folders.contains(folder.toString())) {
            folders.add(folder.toString());
            Files.writeString(memory.resolve(FOLDERS), String.join("\n", folders) + "\n");
        }
        last++;
        String name = prefix(memory) + ProcessHandle.current().pid() + '-' + last;
        inUse.computeIfAbsent(memory, unused -> new HashSet<>()).add(name);
        return name;
    }

    /** The snapshot is there no more, or cannot be removed now: it is read no more. */
    synchronized void release(Path memory, String name, boolean removed) throws IOException {
        if (!removed) {
            left.add(memory);
        }
        Set<String> names = inUse.get(memory);
        names.remove(name);
        if (names.isEmpty()) {
            inUse.remove(memory);
            if (!left.contains(memory)) {
                Files.deleteIfExists(memory.resolve(FOLDERS));
            }
        }
    }

    /** Removes what a killed process has left. */
    synchronized void sweep(Kernel kernel, Path memory) throws IOException {
        boolean empty = true;
        for (String folder : folders(memory)) {
            empty &= sweep(kernel, ItemPath.parse(folder), prefix(memory), inUse.getOrDefault(memory, Set.of()));
        }
        if (empty) {
            left.remove(memory);
        }
        if (empty && !inUse.containsKey(memory)) {
            Files.deleteIfExists(memory.resolve(FOLDERS));
        }
    }

    /** Whether none is left. A folder that is not there now may come back with its file system. */
    private static boolean sweep(Kernel kernel, ItemPath path, String prefix, Set<String> inUse) {
        int folder = new Opener(kernel).openByName(kernel, path, Kernel.O_DIRECTORY | Kernel.O_NOFOLLOW);
        if (folder < 0) {
            return false;
        }
        List<byte[]> names = new ArrayList<>();
        kernel.names(folder, names::add);
        boolean empty = true;
        for (byte[] bytes : names) {
            String name = new String(bytes, StandardCharsets.ISO_8859_1);
            if (name.startsWith(prefix) && !inUse.contains(name)) {
                empty &= isSnapshot(kernel, folder, bytes) && new Btrfs(kernel).remove(folder, bytes) >= 0;
            }
        }
        kernel.close(folder);
        return empty;
    }

    private static boolean isSnapshot(Kernel kernel, int folder, byte[] name) {
        int top = kernel.open(folder, name, Kernel.O_DIRECTORY | Kernel.O_NOFOLLOW, 0);
        boolean is = top >= 0 && kernel.fileSystemType(top) == Btrfs.TYPE && kernel.stat(top) == 0
                && kernel.found().inode() == Btrfs.TOP_INODE && new Btrfs(kernel).isReadOnly(top) == 1;
        kernel.close(top);
        return is;
    }

    private static List<String> folders(Path memory) throws IOException {
        Path file = memory.resolve(FOLDERS);
        return Files.exists(file) ? new ArrayList<>(Files.readAllLines(file)) : new ArrayList<>();
    }

    private static String prefix(Path memory) throws IOException {
        Path file = memory.resolve(OWNER);
        if (!Files.exists(file)) {
            byte[] id = new byte[8];
            new SecureRandom().nextBytes(id);
            Files.writeString(file, HexFormat.of().formatHex(id));
        }
        String id = Files.readString(file).strip();
        if (!id.matches("[0-9a-f]{16}")) {
            throw new IOException(Messages.text("snapshot.owner", file));
        }
        return "bm-" + id + '-';
    }
}
