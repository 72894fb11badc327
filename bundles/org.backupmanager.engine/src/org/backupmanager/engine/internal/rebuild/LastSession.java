package org.backupmanager.engine.internal.rebuild;

import java.util.HexFormat;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.home.Home;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.engine.internal.stored.RootLink;
import org.backupmanager.model.Bytes;
import org.backupmanager.session.BackupException;

/**
 * The newest session root that was stored from this machine, kept outside of the register: a register or a storage that
 * knows less has lost something.
 *
 * @param counter of that root, 0 where there is none
 * @param root its hash; zeros where there is none
 */
public record LastSession(long counter, Bytes root) {

    /** Nothing was stored from here yet. */
    public static final LastSession NONE = new LastSession(0, RootLink.FIRST.previous());

    /** As the register knows it. */
    public static LastSession after(Depot depot) throws BackupException {
        RootLink next = RootLink.next(depot.vault(), depot.register());
        return new LastSession(next.counter() - 1, next.previous());
    }

    /** As the home remembers it. */
    public static LastSession in(Home home) throws BackupException {
        String text = home.readText(Home.LAST_SESSION).orElse("");
        if (text.isBlank()) {
            return NONE;
        }
        String[] words = text.strip().split(" ");
        if (words.length != 2 || !words[0].matches("[0-9]{1,18}") || !words[1].matches("[0-9a-f]{64}")) {
            throw home.damaged(Home.LAST_SESSION, Messages.text("home.noText"));
        }
        return new LastSession(Long.parseLong(words[0]), Bytes.of(HexFormat.of().parseHex(words[1])));
    }

    public void remember(Home home) throws BackupException {
        home.writeText(Home.LAST_SESSION, counter + " " + root + "\n");
    }
}
