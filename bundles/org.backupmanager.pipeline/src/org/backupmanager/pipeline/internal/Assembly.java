package org.backupmanager.pipeline.internal;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

import org.backupmanager.content.Piece;
import org.backupmanager.content.SliceId;
import org.backupmanager.session.BackupException;

/** Puts the pieces of one item together while its slices are hashed by several threads in any order. */
public final class Assembly {

    private final long ticket;
    private final Ending ending;
    private Piece[] pieces = new Piece[1];
    private int expected;
    private int settled;
    private boolean ended;
    private boolean changed;
    private IOException failure;

    /** Hears once of the item's end, and before that of what is to be stored of it. */
    public interface Ending {
        void fresh(long ticket, SliceId slice);

        void stored(long ticket, List<Piece> pieces, boolean changed) throws BackupException;

        void failed(long ticket, IOException cause) throws BackupException;
    }

    public Assembly(long ticket, Ending ending) {
        this.ticket = ticket;
        this.ending = ending;
    }

    /** Makes place for one more piece. */
    synchronized int expect() {
        if (expected == pieces.length) {
            pieces = Arrays.copyOf(pieces, expected * 2 + 2);
        }
        return expected++;
    }

    /** One of its slices is to be stored. */
    void fresh(SliceId slice) {
        ending.fresh(ticket, slice);
    }

    /** A hole comes next. */
    void hole(long length) throws BackupException {
        settle(expect(), Piece.hole(length));
    }

    /** A piece that is stored already comes next. */
    void known(Piece piece) throws BackupException {
        settle(expect(), piece);
    }

    /** The piece for a place is known. */
    void settle(int place, Piece piece) throws BackupException {
        synchronized (this) {
            pieces[place] = piece;
            settled++;
            if (!isComplete()) {
                return;
            }
        }
        tell();
    }

    /** All of the item was read. */
    void end(boolean hasChanged) throws BackupException {
        synchronized (this) {
            ended = true;
            changed = hasChanged;
            if (!isComplete()) {
                return;
            }
        }
        tell();
    }

    /** The item could not be read to its end. */
    void fail(IOException cause) throws BackupException {
        synchronized (this) {
            ended = true;
            failure = cause;
            if (!isComplete()) {
                return;
            }
        }
        tell();
    }

    private boolean isComplete() {
        return ended && settled == expected;
    }

    /** Reached by exactly one thread: the one whose step made the item complete. */
    private void tell() throws BackupException {
        if (failure != null) {
            ending.failed(ticket, failure);
        } else {
            ending.stored(ticket, Arrays.asList(pieces).subList(0, expected), changed);
        }
    }
}
