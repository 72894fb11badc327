package org.backupmanager.engine.internal.stored;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

import org.backupmanager.engine.internal.run.SpillLog;
import org.backupmanager.pipeline.Content;
import org.backupmanager.pipeline.PackedOutput;
import org.backupmanager.session.BackupException;

/**
 * What became of each ticket: its content, or nothing where it could not be read. On disk but for eight bytes a ticket.
 * Safe for use by many threads.
 */
public final class Contents implements AutoCloseable {

    private static final long NOTHING = -1;

    private final SpillLog log;
    private final long[] places;

    public Contents(Path scratch, int tickets) throws BackupException {
        log = new SpillLog(scratch);
        places = new long[tickets];
        Arrays.fill(places, NOTHING);
    }

    public void put(int ticket, Content content) throws BackupException {
        var packed = new PackedOutput(64);
        content.write(packed);
        places[ticket] = log.append(packed);
    }

    /** The content; asked when nothing is put any more. */
    public Optional<Content> get(int ticket) throws BackupException {
        return places[ticket] == NOTHING ? Optional.empty() : Optional.of(Content.read(log.unpack(places[ticket])));
    }

    @Override
    public void close() throws BackupException {
        log.close();
    }
}
