package org.backupmanager.engine.internal.parity;

import java.util.Optional;

/**
 * How cabinets are protected.
 *
 * @param members cabinets of a group
 * @param parity objects of a group: so many of the cabinets may be lost
 */
public record ParityScheme(int members, int parity) {

    /** What the setting says, such as {@code 20+2}; empty for {@code off}. */
    public static Optional<ParityScheme> of(String setting) {
        if (!setting.matches("[0-9]{1,3}\\+[0-9]")) {
            return Optional.empty();
        }
        String[] numbers = setting.split("\\+");
        return Optional.of(new ParityScheme(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1])));
    }

    /** As the setting has it. */
    public String word() {
        return members + "+" + parity;
    }
}
