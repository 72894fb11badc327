package org.backupmanager.engine.internal.home;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The folders of the product itself, which are never part of a backup. */
public final class OwnFolders {

    private OwnFolders() {
    }

    /**
     * Those that are there.
     *
     * @param home of the device, its temporary files included
     * @param storage address of its storage
     * @param program where the program is installed, as an address or a path; may be empty
     */
    public static List<Path> of(Path home, String storage, String program) {
        List<Path> folders = new ArrayList<>();
        folders.add(home);
        local(storage).ifPresent(folders::add);
        local(program).ifPresent(folders::add);
        return folders;
    }

    /** The folder that an address means; empty where it means something else. */
    private static Optional<Path> local(String address) {
        try {
            Path path = address.startsWith("file:") ? Path.of(strip(address)) : Path.of(address);
            return Optional.of(path)
                    .filter(folder -> folder.isAbsolute() && folder.getNameCount() > 0 && Files.isDirectory(folder));
        } catch (InvalidPathException noPath) {
            return Optional.empty();
        }
    }

    /**
     * {@code file:/x}, {@code file:///x} and {@code file:///C:/x} as a path; addresses that are no proper URI (a blank,
     * a percent sign) are taken as they stand.
     */
    private static String strip(String address) {
        try {
            return Path.of(URI.create(address)).toString();
        } catch (IllegalArgumentException noUri) {
            return address.substring("file:".length()).replaceFirst("^//(?=/)", "");
        }
    }
}
