package org.backupmanager.engine.internal.stored;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.backupmanager.model.Bytes;
import org.backupmanager.model.SessionReport.Type;
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
    /** Sessions that are looked at where several ended at the same instant. */
    private static final int MOST_AT_ONCE = 8;

    /** The link of a root that no other precedes. */
    public static final RootLink FIRST = new RootLink(1, Bytes.of(new byte[HASH_LENGTH]));

    public RootLink {
        if (counter < 1 || previous.length() != HASH_LENGTH) {
            throw new IllegalArgumentException("not a link of the chain: " + counter + ", " + previous);
        }
    }

    /**
     * The link of the next root to be stored: after the root that was stored last, as far as the register knows.
     * Sessions that overlap need not be committed in the order of their numbers, so it is that of the greatest number
     * or one of those that ended last: more than one where the clock is coarse.
     */
    public static RootLink next(Vault vault, BackupRegister register) throws BackupException {
        List<SessionReport> sessions = register.sessions().stream()
                .filter(report -> report.type() == Type.BACKUP && report.state().isRestorable()).toList();
        Instant latest = sessions.stream().map(RootLink::end).max(Comparator.naturalOrder()).orElse(Instant.MIN);
        RootLink next = FIRST;
        for (SessionReport session : Stream.concat(sessions.stream().limit(1),
                sessions.stream().filter(report -> end(report).equals(latest)).limit(MOST_AT_ONCE)).distinct()
                        .toList()) {
            Optional<byte[]> object = register.root(session.id());
            if (object.isPresent()) {
                RootLink link = SessionRoot.decode(vault, session.id(), object.get()).link().follow(object.get());
                next = link.counter > next.counter ? link : next;
            }
        }
        return next;
    }

    private static Instant end(SessionReport report) {
        return report.end().orElse(report.start());
    }

    /** The link of the root that follows this one, whose object is given. */
    public RootLink follow(byte[] object) {
        return new RootLink(counter + 1, SessionRoot.hash(object));
    }
}
