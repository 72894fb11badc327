package org.backupmanager.engine.internal.restore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;

/** Sees before the first byte is written whether there is room for a restore to a new place. */
public final class RoomCheck {

    private RoomCheck() {
    }

    /** @param needed bytes that will be written; holes are not */
    static void check(Optional<Path> place, long needed) throws BackupException {
        if (place.isEmpty()) {
            return;
        }
        long free;
        try {
            free = Files.getFileStore(existing(place.get().toAbsolutePath())).getUsableSpace();
        } catch (IOException e) {
            throw new BackupException(Code.TARGET_FAILED, place.get(), e.getMessage()).because(e);
        }
        if (needed > free) {
            throw new BackupException(Code.TARGET_FULL, place.get(), needed + " bytes are needed and " + free
                    + " are free");
        }
    }

    private static Path existing(Path place) {
        Path folder = place;
        while (!Files.exists(folder)) {
            folder = folder.getParent();
        }
        return folder;
    }
}
