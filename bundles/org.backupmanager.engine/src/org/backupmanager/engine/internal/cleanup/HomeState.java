package org.backupmanager.engine.internal.cleanup;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What a home remembers of itself between processes.
 *
 * @param id 16 hex digits
 * @param number of the last note that it may have stored; 0 before the first
 * @param mark {@code Quarantine.mark} of the state that the register was compared with
 */
record HomeState(String id, long number, String mark) {

    static HomeState fresh(SecureRandom chance) {
        byte[] id = new byte[8];
        chance.nextBytes(id);
        return new HomeState(HexFormat.of().formatHex(id), 0, "");
    }

    /** Reads {@link #text}; empty for anything else. */
    static Optional<HomeState> parse(String text) {
        String[] lines = text.split("\n", 3);
        if (lines.length < 2 || !lines[0].matches("[0-9a-f]{16} [0-9]{1,12}")) {
            return Optional.empty();
        }
        String[] words = lines[0].split(" ");
        return Optional.of(new HomeState(words[0], Long.parseLong(words[1]), lines[1]));
    }

    String text() {
        return id + " " + number + "\n" + mark + "\n";
    }

    HomeState next() {
        return new HomeState(id, number + 1, mark);
    }

    HomeState with(String compared) {
        return new HomeState(id, number, compared);
    }
}
