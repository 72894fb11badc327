package org.backupmanager.engine.internal.backup;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

import org.backupmanager.engine.internal.stored.Contents;
import org.backupmanager.pipeline.BackupLine;
import org.backupmanager.pipeline.Content;
import org.backupmanager.pipeline.EntryWriter;
import org.backupmanager.pipeline.Gate;
import org.backupmanager.session.BackupException;

/**
 * Writes the directory records of a session from its scan and the contents that were stored since: children before
 * parents, so that the top names all.
 */
public final class TreeAssembly implements ScanLog.Events {

    private final BackupLine line;
    private final Contents contents;
    private final Gate gate;
    private final Deque<Folder> open = new ArrayDeque<>();
    private final Deque<EntryWriter> spare = new ArrayDeque<>();

    /** @param gate asked at each folder and each new item */
    TreeAssembly(BackupLine line, Contents contents, Gate gate) {
        this.line = line;
        this.contents = contents;
        this.gate = gate;
    }

    /** The content of the record at the top, which has one entry with an empty name: the root. */
    Content run(ScanLog log) throws BackupException {
        open.push(new Folder(new byte[0], new byte[0], new EntryWriter()));
        log.replay(this);
        return line.record(open.pop().entries.record());
    }

    @Override
    public void enter(byte[] name, byte[] attributes) {
        EntryWriter writer = spare.isEmpty() ? new EntryWriter() : spare.pop();
        writer.clear();
        open.push(new Folder(name, attributes, writer));
    }

    @Override
    public void leave() throws BackupException {
        gate.pass();
        Folder folder = open.pop();
        Content record = line.record(folder.entries.record());
        open.element().entries.add(folder.name, folder.attributes, record);
        spare.push(folder.entries);
    }

    @Override
    public void entries(byte[] record, int from, int to) {
        open.element().entries.addRaw(record, from, to - from);
    }

    @Override
    public void item(byte[] name, byte[] attributes, int ticket) throws BackupException {
        gate.pass();
        Optional<Content> content = contents.get(ticket);
        if (content.isPresent()) {
            open.element().entries.add(name, attributes, content.get());
        }
    }

    private record Folder(byte[] name, byte[] attributes, EntryWriter entries) {
    }
}
