package org.backupmanager.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where everything lies that makes the next start quick. A folder belongs to one state of one installation and one JVM:
 * its name begins with the installation's word, up to a hyphen.
 */
record PreparedFolder(Path folder) {

    /** The bundles whose classes are in {@link #classes()}: their files, in the order of their start. */
    Path list() {
        return folder.resolve("bundles");
    }

    /** All classes of the framework and the bundles. */
    Path classes() {
        return folder.resolve("classes.jar");
    }

    /** The framework's own state, with the bundles installed, resolved and started. */
    Path state() {
        return folder.resolve("framework");
    }

    /** Native libraries, as the bundles' manifests name them for this machine. */
    Path natives() {
        return folder.resolve("native");
    }

    /** The JVM's image of the loaded classes. It is made last: where it is, everything is. */
    Path image() {
        return folder.resolve("classes.aot");
    }

    /** Says why there can be no quick start. */
    Path refusal() {
        return folder.resolve("refused");
    }

    /** Held by the process that makes the rest. */
    Path lock() {
        return folder.resolve("lock");
    }

    /** Where the rehearsal makes its device. */
    Path stage() {
        return folder.resolve("rehearsal");
    }

    List<Path> bundles() throws IOException {
        return Files.readAllLines(list()).stream().map(Path::of).toList();
    }

    /** Everything but the lock and the refusal. */
    void clear() throws IOException {
        for (Path each : List.of(image(), stage(), state(), natives(), classes(), list())) {
            delete(each);
        }
    }

    /** Removes the folders that were made for other states of this installation. */
    void forgetOthers() throws IOException {
        String name = folder.getFileName().toString();
        String installation = name.substring(0, name.indexOf('-') + 1);
        if (installation.isEmpty()) {
            return;
        }
        List<Path> siblings;
        try (Stream<Path> all = Files.list(folder.getParent())) {
            siblings = all.toList();
        }
        for (Path sibling : siblings) {
            String other = sibling.getFileName().toString();
            if (other.startsWith(installation) && !other.equals(name)) {
                delete(sibling);
            }
        }
    }

    static void delete(Path tree) throws IOException {
        if (Files.exists(tree)) {
            List<Path> all;
            try (Stream<Path> walk = Files.walk(tree)) {
                all = walk.sorted((a, b) -> b.compareTo(a)).toList();
            }
            for (Path path : all) {
                Files.deleteIfExists(path);
            }
        }
    }
}
