package org.backupmanager.ui.internal.start;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What can be said about a storage's address without opening it. */
record StorageCheck(Result result, String message) {

    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

    /** Whether it will do. */
    enum Result {
        GOOD, WRONG
    }

    /** Looks at an address, and at the folder where it is one; does not wait for long. */
    static StorageCheck of(String address, boolean mayBeMade) {
        if (address.isBlank()) {
            return new StorageCheck(Result.WRONG, Messages.storageEmpty);
        }
        return isPath(address) ? folder(address, mayBeMade) : new StorageCheck(Result.GOOD, "");
    }

    /** Whether the address is the path of a folder and not one with a scheme. */
    static boolean isPath(String address) {
        return !SCHEME.matcher(address).matches();
    }

    private static StorageCheck folder(String address, boolean mayBeMade) {
        Path path;
        try {
            path = Path.of(address.strip());
        } catch (InvalidPathException e) {
            return new StorageCheck(Result.WRONG, Messages.storageNoPath);
        }
        if (!path.isAbsolute()) {
            return new StorageCheck(Result.WRONG, Messages.storageRelative);
        }
        if (Files.isDirectory(path)) {
            return Files.isWritable(path) ? new StorageCheck(Result.GOOD, "")
                    : new StorageCheck(Result.WRONG, Messages.storageReadOnly);
        }
        if (Files.exists(path)) {
            return new StorageCheck(Result.WRONG, Messages.storageNoFolder);
        }
        return mayBeMade ? new StorageCheck(Result.GOOD, Messages.storageMade)
                : new StorageCheck(Result.WRONG, Messages.storageMissing);
    }
}
