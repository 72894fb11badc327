package org.backupmanager.cli.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How this program is started again, for a background process. */
final class Launcher {

    /** Path of the start script, set by it. */
    static final String VARIABLE = "BACKUP_MANAGER_LAUNCHER";

    private Launcher() {
    }

    /** The folder of the start scripts, where one of them started this process. */
    static Optional<Path> installation() {
        return Optional.ofNullable(System.getenv(VARIABLE)).filter(script -> !script.isEmpty())
                .map(script -> Path.of(script).toAbsolutePath().getParent());
    }

    /**
     * The command that starts this program, without arguments: the start script where it said its name, else the
     * command of this process.
     *
     * @param arguments of the application, which stand at the end of this process's command
     */
    static List<String> command(List<String> arguments) {
        String script = System.getenv().getOrDefault(VARIABLE, "");
        if (!script.isEmpty()) {
            return List.of(script);
        }
        ProcessHandle.Info self = ProcessHandle.current().info();
        var command = new ArrayList<String>();
        self.command().ifPresent(command::add);
        List<String> words = List.of(self.arguments().orElse(new String[0]));
        command.addAll(words.subList(0, Math.max(0, words.size() - arguments.size())));
        return command;
    }
}
