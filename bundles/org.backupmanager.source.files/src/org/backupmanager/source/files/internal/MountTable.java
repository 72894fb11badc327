package org.backupmanager.source.files.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Selection;

/**
 * Where file systems are mounted at the moment, as the kernel lists it.
 *
 * @param mounts one for each place, the one that is seen there
 */
record MountTable(List<Mount> mounts) {

    private static final Path LIST = Path.of("/proc/self/mountinfo");

    /**
     * @param path where it is mounted
     * @param type of the file system: {@code btrfs}, {@code ext4}
     * @param number of the file system, the same wherever it is mounted
     */
    record Mount(ItemPath path, String type, String number) {
    }

    /** Those of this process; none where the kernel does not say. */
    static MountTable now() {
        try {
            return parse(Files.readAllBytes(LIST));
        } catch (IOException notTold) {
            return new MountTable(List.of());
        }
    }

    /** Reads the kernel's form: a line for each, in which a later one covers an earlier one at the same place. */
    static MountTable parse(byte[] list) {
        Map<ItemPath, Mount> mounts = new LinkedHashMap<>();
        for (String line : new String(list, StandardCharsets.ISO_8859_1).split("\n")) {
            String[] words = line.split(" ");
            int dash = List.of(words).indexOf("-");
            if (dash > 4 && words.length > dash + 1) {
                ItemPath path = ItemPath.of(plain(words[4]));
                mounts.put(path, new Mount(path, words[dash + 1], words[2]));
            }
        }
        return new MountTable(Collections.unmodifiableList(new ArrayList<>(mounts.values())));
    }

    /** Those that a scan of the selection can come through. */
    MountTable around(Selection selection) {
        return new MountTable(mounts.stream().filter(mount -> selection.includes().keySet().stream()
                .anyMatch(chosen -> chosen.startsWith(mount.path()) || mount.path().startsWith(chosen))).toList());
    }

    /** The one that a path is in; none where the kernel does not say. */
    Optional<Mount> of(ItemPath path) {
        return mounts.stream().filter(mount -> path.startsWith(mount.path()))
                .max(Comparator.comparingInt(mount -> mount.path().length()));
    }

    /** Whether that file system is mounted nowhere else. */
    boolean isOnce(Mount mount) {
        return mounts.stream().filter(other -> other.number().equals(mount.number())).count() == 1;
    }

    /** Blanks, tabs, line ends and backslashes stand as three octal digits. */
    private static byte[] plain(String word) {
        var bytes = new ByteArrayOutputStream(word.length());
        int i = 0;
        while (i < word.length()) {
            if (word.charAt(i) == '\\' && i + 3 < word.length()) {
                bytes.write(Integer.parseInt(word, i + 1, i + 4, 8));
                i += 4;
            } else {
                bytes.write(word.charAt(i));
                i++;
            }
        }
        return bytes.toByteArray();
    }
}
