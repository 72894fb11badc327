package org.backupmanager.pipeline;

/**
 * Writes a directory record: the entries of one folder in the order of their names. The packed form is in FORMAT.md.
 * Used by one thread.
 */
public final class EntryWriter {

    static final int VERSION = 1;

    private final PackedOutput record = new PackedOutput(4096);
    private final PackedOutput entry = new PackedOutput(512);

    public EntryWriter() {
        record.u8(VERSION);
    }

    /**
     * Adds an entry.
     *
     * @param name one name, as bytes; empty for the root of a data source only
     * @param attributes as {@link AttributeCoding} packs them
     * @param content its content; of a folder, that of its directory record
     */
    public void add(byte[] name, byte[] attributes, Content content) {
        entry.clear();
        entry.block(name).block(attributes);
        content.write(entry);
        record.block(entry.array(), 0, entry.length());
    }

    /** Adds entries as they stand in another record. */
    public void addRaw(byte[] entries, int offset, int count) {
        record.raw(entries, offset, count);
    }

    /** The record: array and length, valid until more is added. */
    public PackedOutput record() {
        return record;
    }

    /** Begins a new record, keeping the memory. */
    public void clear() {
        record.clear();
        record.u8(VERSION);
    }
}
