package org.backupmanager.cli.internal;

import java.util.ArrayList;
import java.util.List;

/** How this program was started, and how to start it again. */
final class Launcher {

    /** Path of the start script, set by it. */
    static final String VARIABLE = "BACKUP_MANAGER_LAUNCHER";
    /** The first argument where each further one has a '+' in front: Equinox takes {@code -name}, {@code -user} and others for itself otherwise. */
    static final String MARK = "+";

    private Launcher() {
    }

    /** What the person typed, out of what the start script passed. */
    static List<String> arguments(List<String> given) {
        if (given.isEmpty() || !given.getFirst().equals(MARK)) {
            return given;
        }
        var typed = new ArrayList<String>();
        for (String argument : given.subList(1, given.size())) {
            typed.add(argument.startsWith(MARK) ? argument.substring(MARK.length()) : argument);
        }
        return typed;
    }

    /** The command that starts this program: the start script, else the command of this process without the arguments of the application. */
    static List<String> command(List<String> given) {
        String script = System.getenv().getOrDefault(VARIABLE, "");
        if (!script.isEmpty()) {
            return List.of(script);
        }
        ProcessHandle.Info self = ProcessHandle.current().info();
        var command = new ArrayList<String>();
        self.command().ifPresent(command::add);
        List<String> words = List.of(self.arguments().orElse(new String[0]));
        command.addAll(words.subList(0, Math.max(0, words.size() - given.size())));
        return command;
    }
}
