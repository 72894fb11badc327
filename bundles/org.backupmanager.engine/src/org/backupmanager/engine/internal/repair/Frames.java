package org.backupmanager.engine.internal.repair;

import org.backupmanager.session.BackupException;

/** Is given frames of damaged cabinets that are genuine. */
@FunctionalInterface
interface Frames {

    /** A frame whose slices were all hashed again; the array is the caller's. */
    void frame(Patient patient, int frame, byte[] plain) throws BackupException;
}
