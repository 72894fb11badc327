package org.backupmanager.storage;

import org.backupmanager.session.BackupException;

/** How fast content may leave this computer; asked by a storage before each part of it. */
@FunctionalInterface
public interface Pace {

    /**
     * Waits until more may leave.
     *
     * @param wanted bytes that are left of the part, 1 or more
     * @return how many of them may leave now: 1 to {@code wanted}
     * @throws BackupException {@code CANCELLED} where nothing is to leave any more
     */
    int next(int wanted) throws BackupException;
}
