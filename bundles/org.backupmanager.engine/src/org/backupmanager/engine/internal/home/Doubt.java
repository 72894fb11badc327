package org.backupmanager.engine.internal.home;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.model.SessionId;
import org.backupmanager.session.BackupException;

/**
 * Remembers that slices were lost: sessions up to that number may name some that are stored no more. A backup that
 * compares with such a session looks whether
 * every slice of an unchanged file is there, and reads the file again where one is not; so losses heal from the source.
 *
 * @param upTo number of the newest session when the loss was noticed; 0 where nothing was lost
 */
public record Doubt(long upTo) {

    /** Nothing was lost. */
    public static final Doubt NONE = new Doubt(0);

    /** As the home remembers it. */
    public static Doubt in(Home home) throws BackupException {
        String text = home.readText(Home.DOUBT).orElse("0").strip();
        if (!text.matches("[0-9]{1,18}")) {
            throw home.damaged(Home.DOUBT, Messages.text("home.noText"));
        }
        return new Doubt(Long.parseLong(text));
    }

    public void remember(Home home) throws BackupException {
        home.writeText(Home.DOUBT, upTo + "\n");
    }

    public boolean concerns(SessionId session) {
        return session.number() <= upTo;
    }
}
