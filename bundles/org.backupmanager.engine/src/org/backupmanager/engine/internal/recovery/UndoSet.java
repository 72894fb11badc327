package org.backupmanager.engine.internal.recovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;

/**
 * What is kept of one restore: a folder of notes, with a file that says whose it is.
 *
 * @param notes the folder
 * @param session of the restore
 * @param source id of its data source
 * @param start of the restore
 */
record UndoSet(Path notes, SessionId session, String source, Instant start) {

    private static final String FILE = "restore";

    static UndoSet make(Path notes, SessionReport restore) throws IOException {
        Files.createDirectories(notes);
        Files.write(notes.resolve(FILE),
                List.of(restore.id().toString(), restore.source(), restore.start().toString()));
        return new UndoSet(notes, restore.id(), restore.source(), restore.start());
    }

    /** Empty where the folder is none of these. */
    static Optional<UndoSet> read(Path notes) throws IOException {
        if (!Files.exists(notes.resolve(FILE))) {
            return Optional.empty();
        }
        String[] lines = Files.readAllLines(notes.resolve(FILE)).toArray(String[]::new);
        try {
            return Optional.of(new UndoSet(notes, new SessionId(Long.parseLong(lines[0])), lines[1],
                    Instant.parse(lines[2])));
        } catch (DateTimeException | IllegalArgumentException | ArrayIndexOutOfBoundsException damaged) {
            throw new IOException(notes.resolve(FILE) + ": " + Arrays.toString(lines), damaged);
        }
    }

    /** The same with the number that its restore has now, where that got another since. */
    UndoSet among(List<SessionReport> restores) {
        return restores.stream().filter(one -> one.source().equals(source) && one.start().equals(start)).findFirst()
                .map(one -> new UndoSet(notes, one.id(), source, start)).orElse(this);
    }

    /** Removes the folder; what it tells of is gone already. */
    void remove() throws IOException {
        Files.deleteIfExists(notes.resolve(FILE));
        Files.deleteIfExists(notes);
    }
}
