package org.backupmanager.cli.internal.grammar;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;

import org.backupmanager.cli.internal.text.Style;

/**
 * What a person typed, and where: enough for another process to answer in the same way.
 *
 * @param arguments as typed
 * @param directory that relative paths start from
 * @param zone for times
 * @param style what the terminal shows
 */
public record Request(List<String> arguments, Path directory, ZoneId zone, Style style) {

    public Request {
        arguments = List.copyOf(arguments);
    }

    /** A folder or file as typed, absolute. */
    public Path path(String typed) {
        return directory.resolve(typed).normalize();
    }

    /**
     * A path of a data source as typed: what is relative and there, or begins with a dot, becomes absolute; all else
     * may be a name that only the data source
     * knows.
     */
    public String sourcePath(String typed) {
        boolean dotted = typed.equals(".") || typed.equals("..") || typed.startsWith("./") || typed.startsWith("../");
        if (typed.startsWith("/") || typed.isEmpty() || !dotted && !Files.exists(path(typed))) {
            return typed;
        }
        return path(typed).toString();
    }
}
