package org.backupmanager.engine.internal.parity;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

import org.backupmanager.engine.internal.home.Home;
import org.backupmanager.session.BackupException;

/**
 * Why parity could not be made when that was tried last, as the home remembers it: the process that tried may be gone
 * when somebody asks.
 *
 * @param home that remembers
 * @param clock that dates
 */
public record ParityNotes(Home home, InstantSource clock) {

    /**
     * A failure.
     *
     * @param when it was
     * @param why for a person
     */
    record Failure(Instant when, String why) {
    }

    Optional<Failure> failure() throws BackupException {
        String[] lines = home.readText(Home.PARITY_FAILED).orElse("").split("\n", 2);
        return lines.length == 2 && lines[0].matches("[0-9]{1,12}")
                ? Optional.of(new Failure(Instant.ofEpochSecond(Long.parseLong(lines[0])), lines[1].strip()))
                : Optional.empty();
    }

    void failed(String why) throws BackupException {
        home.writeText(Home.PARITY_FAILED, clock.instant().getEpochSecond() + "\n" + why + "\n");
    }

    void succeeded() throws BackupException {
        if (home.has(Home.PARITY_FAILED)) {
            home.delete(Home.PARITY_FAILED);
        }
    }
}
