package org.backupmanager.engine.internal.backup;

import java.nio.file.Path;

import org.backupmanager.engine.internal.run.SpillLog;
import org.backupmanager.pipeline.PackedInput;
import org.backupmanager.pipeline.PackedOutput;
import org.backupmanager.session.BackupException;

/**
 * What a scan found, in its order, on disk: folders entered and left, entries taken over from the session before, and
 * items whose content is still to be
 * read. Unchanged folders are one entry of their parent. {@link TreeAssembly} reads it when the content is known.
 */
public final class ScanLog implements AutoCloseable {

    private static final int ENTER = 1;
    private static final int LEAVE = 2;
    private static final int ENTRIES = 3;
    private static final int ITEM = 4;

    private final SpillLog events;
    private final PackedOutput packing = new PackedOutput(1024);

    ScanLog(Path scratch) throws BackupException {
        events = new SpillLog(scratch);
    }

    /** A folder with changes begins. */
    void enter(byte[] name, byte[] attributes) throws BackupException {
        packing.clear();
        events.append(packing.u8(ENTER).block(name).block(attributes));
    }

    /** The folder entered last has ended. */
    void leave() throws BackupException {
        packing.clear();
        events.append(packing.u8(LEAVE));
    }

    /** Entries as they stand in a directory record. */
    void entries(byte[] record, int from, int to) throws BackupException {
        if (to > from) {
            packing.clear();
            events.append(packing.u8(ENTRIES).raw(record, from, to - from));
        }
    }

    /** An item whose content comes with that ticket. */
    void item(byte[] name, byte[] attributes, int ticket) throws BackupException {
        packing.clear();
        events.append(packing.u8(ITEM).number(ticket).block(name).block(attributes));
    }

    /** Tells everything again, in order. */
    void replay(Events told) throws BackupException {
        long end = events.end();
        long place = 0;
        while (place < end) {
            byte[] event = events.read(place);
            place = SpillLog.next(place, event.length);
            tell(event, told);
        }
    }

    private static void tell(byte[] event, Events told) throws BackupException {
        var in = new PackedInput("temporary file", event);
        switch (in.u8()) {
            case ENTER -> told.enter(in.block(), in.block());
            case LEAVE -> told.leave();
            case ENTRIES -> told.entries(event, in.position(), event.length);
            case ITEM -> {
                int ticket = in.number(Integer.MAX_VALUE);
                told.item(in.block(), in.block(), ticket);
            }
            default -> throw in.damaged();
        }
    }

    @Override
    public void close() throws BackupException {
        events.close();
    }

    /** Hears what the log holds. */
    interface Events {
        void enter(byte[] name, byte[] attributes) throws BackupException;

        void leave() throws BackupException;

        void entries(byte[] record, int from, int to) throws BackupException;

        void item(byte[] name, byte[] attributes, int ticket) throws BackupException;
    }
}
