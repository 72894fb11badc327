package org.backupmanager.pipeline;

import java.util.Arrays;

import org.backupmanager.model.Code;
import org.backupmanager.model.ItemAttributes;
import org.backupmanager.session.BackupException;

/** Reads a directory record entry by entry, unpacking only what is asked for. Used by one thread. */
public final class EntryReader {

    private static final String WHAT = "directory record";

    private final byte[] record;
    private final PackedInput in;
    private int start;
    private int end;
    private int nameFrom;
    private int nameLength;
    private int attributesFrom;
    private int attributesLength;

    /** Reads a whole record. */
    public EntryReader(byte[] record) throws BackupException {
        this.record = record;
        this.in = new PackedInput(WHAT, record);
        int version = in.u8();
        if (version != EntryWriter.VERSION) {
            throw new BackupException(Code.FORMAT_UNKNOWN, WHAT, "version " + version);
        }
        end = in.position();
        start = end;
    }

    /** Goes to the next entry; false at the end. */
    public boolean next() throws BackupException {
        in.position(end);
        start = end;
        if (in.atEnd()) {
            return false;
        }
        int length = in.number(record.length - in.position());
        int body = in.position();
        nameLength = in.skipBlock();
        nameFrom = in.position() - nameLength;
        attributesLength = in.skipBlock();
        attributesFrom = in.position() - attributesLength;
        end = body + length;
        if (in.position() > end || end > record.length) {
            throw in.damaged();
        }
        return true;
    }

    /**
     * Where the entry begins in the record, for copying entries as they stand; at the end of the record after the last
     * one.
     */
    public int start() {
        return start;
    }

    /** Behind the entry's last byte. */
    public int end() {
        return end;
    }

    /** The record that is read. */
    public byte[] record() {
        return record;
    }

    public byte[] name() {
        return Arrays.copyOfRange(record, nameFrom, nameFrom + nameLength);
    }

    /** Negative, 0 or positive as this entry's name stands before, at or behind that one. */
    public int compareName(byte[] name) {
        return Arrays.compareUnsigned(record, nameFrom, nameFrom + nameLength, name, 0, name.length);
    }

    /** Whether the entry's packed attributes are these bytes. */
    public boolean hasAttributes(byte[] packed, int length) {
        return attributesLength == length
                && Arrays.equals(record, attributesFrom, attributesFrom + length, packed, 0, length);
    }

    /** Whether that reader stands at an entry of the same bytes. */
    public boolean equalsEntry(EntryReader other) {
        return Arrays.equals(record, start, end, other.record, other.start, other.end);
    }

    public ItemAttributes attributes() throws BackupException {
        return AttributeCoding.read(new PackedInput(WHAT, record, attributesFrom, attributesFrom + attributesLength));
    }

    public Content content() throws BackupException {
        return Content.read(new PackedInput(WHAT, record, attributesFrom + attributesLength, end));
    }
}
