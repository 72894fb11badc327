package org.backupmanager.pipeline;

import org.backupmanager.session.BackupException;

/** Is given the frames of a cabinet one after the other. */
public interface FrameVisitor {

    /**
     * A frame, authenticated and decompressed.
     *
     * @param frame its number
     * @param plain an array that is the visitor's until it returns
     * @param length bytes that count
     */
    void frame(int frame, byte[] plain, int length) throws BackupException;

    /** A frame that cannot be opened; the others go on. */
    void damaged(int frame, BackupException why) throws BackupException;
}
