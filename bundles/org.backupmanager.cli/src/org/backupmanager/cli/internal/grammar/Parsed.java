package org.backupmanager.cli.internal.grammar;

import java.nio.file.Path;
import java.util.Optional;

import org.backupmanager.cli.internal.text.Table.Layout;

/**
 * A command line that makes sense.
 *
 * @param command what to do
 * @param arguments with what, the global options included
 */
public record Parsed(Command command, Arguments arguments) {

    /** The home folder that was asked for; with {@code -config-path}, that of the file. */
    public Optional<Path> home(Request request) {
        Optional<Path> home = arguments.find(Globals.HOME).map(request::path);
        return home.or(() -> arguments.find(Globals.CONFIG_PATH).or(this::path).map(request::path)
                .map(Path::getParent));
    }

    /** The global option of that name, unless it means something else to this command. */
    private Optional<String> path() {
        boolean own = command.synopsis().options().stream().anyMatch(option -> option.name().equals(Globals.PATH));
        return own ? Optional.empty() : arguments.find(Globals.PATH);
    }

    /** How tables are written. */
    public Layout layout() {
        Optional<String> delimiter = arguments.find(Globals.DELIMITER);
        return new Layout(machineReadable() || delimiter.isPresent(), delimiter.orElse("\t"),
                !arguments.has(Globals.NO_HEADER));
    }

    /** Whether a script reads. */
    public boolean machineReadable() {
        return arguments.has(Globals.MACHINE_READABLE);
    }

    /** Whether a person may be asked. */
    public boolean interactive() {
        return !arguments.has(Globals.NON_INTERACTIVE);
    }
}
