package org.backupmanager.cli.internal.devices;

import java.io.Console;
import java.util.Optional;

/** A person at a terminal who can be asked. */
@FunctionalInterface
public interface Terminal {

    /**
     * Asks without showing what is typed; empty where there is no person, or the person gave up. The caller wipes the
     * answer.
     */
    Optional<char[]> askSecretly(String question);

    /** The terminal of this process. */
    static Terminal ofProcess() {
        return question -> {
            Console console = System.console();
            if (console == null || !console.isTerminal()) {
                return Optional.empty();
            }
            return Optional.ofNullable(console.readPassword("%s", question));
        };
    }
}
