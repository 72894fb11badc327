package org.backupmanager.engine.internal.backup;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.backupmanager.session.BackupException;
import org.backupmanager.storage.ObjectName;
import org.backupmanager.testkit.ForwardingTransport;
import org.backupmanager.testkit.MemoryTransport;

/** A storage that keeps what it is given, as it should, and notes what it sees of it: names, sizes, order. */
final class Eavesdropper extends ForwardingTransport {

    private final List<Put> puts = Collections.synchronizedList(new ArrayList<>());

    Eavesdropper() {
        super(new MemoryTransport());
    }

    /** One object that came. */
    record Put(ObjectName name, int size) {

        boolean isCabinet() {
            return name.value().contains("/cabinets/");
        }
    }

    /** What was seen, in order. */
    List<Put> puts() {
        return List.copyOf(puts);
    }

    @Override
    public void put(ObjectName name, List<ByteBuffer> content, int crc32c) throws BackupException {
        puts.add(new Put(name, content.stream().mapToInt(ByteBuffer::remaining).sum()));
        super.put(name, content, crc32c);
    }

    @Override
    public String label() {
        return "eavesdropper";
    }
}
