package org.backupmanager.engine.internal.stored;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;

import org.backupmanager.model.SessionId;
import org.backupmanager.pipeline.Vault;
import org.backupmanager.session.BackupException;

/**
 * What a person decided about a session after it was stored: roots never change, so a decision is an object of its own,
 * and of several about one session the one with the highest number counts. The layout of its bytes is in FORMAT.md of
 * the pipeline.
 *
 * @param number of the mark: 1 for the first of the device, one more for each that follows
 * @param session it is about
 * @param archived whether the session is kept for ever by an archiving rule
 * @param held whether a person holds the session
 * @param time when it was decided
 */
public record SessionMark(long number, SessionId session, boolean archived, boolean held, Instant time) {

    private static final String KIND = "mark";
    private static final int VERSION = 1;

    /** The object to store under {@link ObjectNames#mark}: signed, then sealed. */
    public byte[] encode(Vault vault, SecureRandom chance) {
        var out = new ObjectBytes.Writer();
        out.octet(VERSION);
        out.number(number);
        out.number(session.number());
        out.octet(archived ? 1 : 0);
        out.octet(held ? 1 : 0);
        out.time(time);
        out.bytes(vault.sign(out.toBytes()));
        return vault.seal(KIND, Long.toString(number), out.toBytes(), chance);
    }

    /**
     * Reads a mark.
     *
     * @throws BackupException {@code OBJECT_DAMAGED}, also where the device has not signed it, or {@code
     * FORMAT_UNKNOWN}
     */
    public static SessionMark decode(Vault vault, long number, byte[] object) throws BackupException {
        byte[] plain = vault.open(KIND, Long.toString(number), object);
        return ObjectBytes.read("mark " + number, VERSION, plain, in -> {
            var mark = new SessionMark(in.number(), new SessionId(in.number()), in.octet() == 1, in.octet() == 1,
                    in.time());
            byte[] signed = Arrays.copyOf(plain, in.position());
            if (mark.number() != number || !vault.verify(signed, in.bytes())) {
                throw new IllegalArgumentException("not what the device wrote under that number");
            }
            return mark;
        });
    }
}
