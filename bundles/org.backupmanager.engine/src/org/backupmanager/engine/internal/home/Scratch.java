package org.backupmanager.engine.internal.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

import org.backupmanager.model.SessionId;

/**
 * Temporary files of sessions: a folder for each, removed with it.
 *
 * @param folder of this process alone
 */
public record Scratch(Path folder) {

    /** Removes what a process that was killed left in the folder, if it is there. */
    static Scratch emptied(Path folder) throws IOException {
        remove(folder);
        return new Scratch(folder);
    }

    /** The folder of a session, made where it is not there. */
    public Path make(SessionId session) throws IOException {
        return Files.createDirectories(folder.resolve(session.toString()));
    }

    /** The session needs its folder no more. */
    public void remove(SessionId session) throws IOException {
        remove(folder.resolve(session.toString()));
    }

    private static void remove(Path tree) throws IOException {
        if (!Files.isDirectory(tree)) {
            return;
        }
        try (var files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
