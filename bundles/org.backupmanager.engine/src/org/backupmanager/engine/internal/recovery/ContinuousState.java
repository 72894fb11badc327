package org.backupmanager.engine.internal.recovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.backupmanager.model.Code;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.session.BackupException;

/**
 * What a continuous restore remembers in a folder of the home: what it put where, and which session it came to.
 *
 * @param folder of one continuous restore
 */
public record ContinuousState(Path folder) {

    private static final String REACHED = "session";
    private static final String PUT = "put";

    /**
     * Which session a folder is like.
     *
     * @param session whose state it has
     * @param start of that session
     * @param run that brought it there
     */
    public record Reached(SessionId session, Instant start, SessionId run) {

        /** Whether it is this very session. */
        public boolean is(SessionReport report) {
            return session.equals(report.id()) && start.equals(report.start());
        }
    }

    Path put() {
        return folder.resolve(PUT);
    }

    public Optional<Reached> reached() throws BackupException {
        try {
            Path file = folder.resolve(REACHED);
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            List<String> lines = Files.readAllLines(file);
            return Optional.of(new Reached(new SessionId(Long.parseLong(lines.get(0))), Instant.parse(lines.get(1)),
                    new SessionId(Long.parseLong(lines.get(2)))));
        } catch (IOException | RuntimeException damaged) {
            throw new BackupException(Code.HOME_FAILED, folder, String.valueOf(damaged.getMessage())).because(damaged);
        }
    }

    void reach(SessionReport session, SessionReport run) throws IOException {
        Path made = folder.resolve(REACHED + ".new");
        Files.write(made, List.of(session.id().toString(), session.start().toString(), run.id().toString()));
        Files.move(made, folder.resolve(REACHED), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Forgets all: what was put somewhere stays there. */
    public void forget() throws BackupException {
        try {
            for (String file : List.of(REACHED, PUT)) {
                Files.deleteIfExists(folder.resolve(file));
            }
            Files.deleteIfExists(folder);
        } catch (IOException failed) {
            throw new BackupException(Code.HOME_FAILED, folder, failed.getMessage()).because(failed);
        }
    }
}
