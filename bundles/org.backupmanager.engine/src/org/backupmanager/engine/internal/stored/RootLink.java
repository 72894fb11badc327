package org.backupmanager.engine.internal.stored;

import java.util.Optional;

import org.backupmanager.model.Bytes;
import org.backupmanager.model.SessionReport;
import org.backupmanager.pipeline.Vault;
import org.backupmanager.register.BackupRegister;
import org.backupmanager.session.BackupException;

/**
 * The place of a session root in the chain of all roots of a device, so that removing, replacing or rolling back a root
 * is noticed.
 *
 * @param counter 1 for the first root, one more for each that follows
 * @param previous {@link SessionRoot#hash} of the root object before it; zeros for the first
 */
public record RootLink(long counter, Bytes previous) {

    static final int HASH_LENGTH = 32;

    /** The link of a root that no other precedes. */
    public static final RootLink FIRST = new RootLink(1, Bytes.of(new byte[HASH_LENGTH]));

    public RootLink {
        if (counter < 1 || previous.length() != HASH_LENGTH) {
            throw new IllegalArgumentException("not a link of the chain: " + counter + ", " + previous);
        }
    }

    /** The link of the next root to be stored: after the newest committed session that the register knows. */
    public static RootLink next(Vault vault, BackupRegister register) throws BackupException {
        for (SessionReport session : register.sessions()) {
            Optional<byte[]> root = register.root(session.id());
            if (root.isPresent()) {
                SessionRoot newest = SessionRoot.decode(vault, session.id(), root.get());
                return newest.link().follow(root.get());
            }
        }
        return FIRST;
    }

    /** The link of the root that follows this one, whose object is given. */
    public RootLink follow(byte[] object) {
        return new RootLink(counter + 1, SessionRoot.hash(object));
    }
}
