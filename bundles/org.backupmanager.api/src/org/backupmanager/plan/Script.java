package org.backupmanager.plan;

import java.time.Duration;

/**
 * What runs before or after a backup, as the user of the service.
 *
 * @param name for a person
 * @param content text of a program: of the interpreter that its first line names after {@code #!}, else of the shell
 *        ({@code sh}; {@code cmd} on Windows)
 * @param timeout after which it is ended, with all processes it started; zero for never
 * @param stops whether the backup fails where the script fails before it
 */
public record Script(String name, String content, Duration timeout, boolean stops) {

    public Script {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("a time-out is not negative: " + timeout);
        }
    }
}
