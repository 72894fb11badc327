package org.backupmanager.engine.internal.hints;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;

/**
 * How far hints of one data source are trusted: for some days after the last full scan that found nothing wrong with
 * them. A clock that was set back, and a note that cannot be read, are reasons for a full scan.
 *
 * @param folder where the note is, which is there
 * @param days between full scans; 0 for a full scan each time
 */
public record HintTrust(Path folder, int days) {

    private static final String LAST = "full-scan";

    /** Whether a session that begins now is to be a full scan. */
    public boolean isFullScanDue(Instant now) {
        try {
            Instant last = Instant.parse(Files.readString(folder.resolve(LAST)).strip());
            return last.isAfter(now) || !now.isBefore(last.plus(Duration.ofDays(days)));
        } catch (IOException | RuntimeException never) {
            return true;
        }
    }

    /** A session that began then and was a full scan is committed. */
    public void scannedFully(Instant begun) throws IOException {
        Path made = folder.resolve(LAST + ".new");
        Files.writeString(made, begun + "\n");
        Files.move(made, folder.resolve(LAST), StandardCopyOption.REPLACE_EXISTING);
    }
}
