package org.backupmanager.register.internal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Files as memory. */
final class Mapping {

    /** Numbers in the machine's own order. */
    static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();
    /** Numbers in the order in which ids are written. */
    static final ValueLayout.OfLong BIG_ENDIAN = ValueLayout.JAVA_LONG.withOrder(ByteOrder.BIG_ENDIAN);

    private Mapping() {
    }

    /** The first bytes of the file; it grows to that size where it is shorter. */
    static MemorySegment of(Path path, FileChannel.MapMode mode, long size, Arena arena) throws IOException {
        try (var file = new RandomAccessFile(path.toString(), "rw")) {
            if (file.length() < size) {
                file.setLength(size);
            }
            return file.getChannel().map(mode, 0, size, arena);
        }
    }
}
