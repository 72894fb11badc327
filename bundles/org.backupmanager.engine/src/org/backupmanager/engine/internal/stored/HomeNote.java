package org.backupmanager.engine.internal.stored;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.backupmanager.pipeline.Vault;
import org.backupmanager.session.BackupException;

/**
 * What a home tells all others of its device: that it is there, and which removals it has heard of. A home is a folder
 * of local state from which the device is backed up or cleaned up. Of the notes of a home the one with the highest
 * number counts.
 *
 * @param home its id, 16 hex digits
 * @param number of the note, from 1
 * @param time when it was written, for people
 * @param days that the home has counted; a day counts once, however far the clock jumps
 * @param counted when it last counted
 * @param heard entries of the quarantine that are there
 * @param label the name of the computer, sealed, so that the storage does not learn it
 */
public record HomeNote(String home, long number, Instant time, long days, Instant counted, List<Heard> heard,
        byte[] label) {

    private static final String KIND = "home";
    private static final int VERSION = 1;
    private static final int LEAST_HEARD = 4 + 8 + 1;

    public HomeNote {
        heard = List.copyOf(heard);
    }

    /**
     * An entry of the quarantine that the home knows.
     *
     * @param entry last part of its name
     * @param day of the home on which it heard of it
     * @param acknowledged nothing that the home stores from now on relies on what the entry removes
     */
    public record Heard(String entry, long day, boolean acknowledged) {
    }

    /** What the home has heard of that entry. */
    public Optional<Heard> heard(String entry) {
        return heard.stream().filter(one -> one.entry().equals(entry)).findFirst();
    }

    /** Whether nothing that the home stores from now on relies on what the entry removes. */
    public boolean acknowledges(String entry) {
        return heard(entry).map(Heard::acknowledged).orElse(false);
    }

    /** The object to store under {@link ObjectNames#home}. */
    public byte[] encode(Vault vault) {
        var out = new ObjectBytes.Writer();
        out.octet(VERSION);
        out.text(home);
        out.number(number);
        out.time(time);
        out.number(days);
        out.time(counted);
        out.count(heard.size());
        for (Heard one : heard) {
            out.text(one.entry());
            out.number(one.day());
            out.octet(one.acknowledged() ? 1 : 0);
        }
        out.bytes(label);
        return vault.signed(KIND, home + "-" + number, out.toBytes());
    }

    /**
     * Reads a note.
     *
     * @throws BackupException {@code OBJECT_DAMAGED} or {@code FORMAT_UNKNOWN}
     */
    public static HomeNote decode(Vault vault, String home, long number, byte[] object) throws BackupException {
        byte[] content = vault.openSigned(KIND, home + "-" + number, object);
        return ObjectBytes.read("note of home " + home, VERSION, content, in -> parse(home, number, in));
    }

    private static HomeNote parse(String home, long number, ObjectBytes.Reader in) {
        if (!in.text().equals(home) || in.number() != number) {
            throw new IllegalArgumentException("it is another note");
        }
        Instant time = in.time();
        long days = in.number();
        Instant counted = in.time();
        var heard = new ArrayList<Heard>();
        for (int left = in.count(LEAST_HEARD); left > 0; left--) {
            heard.add(new Heard(in.text(), in.number(), in.octet() == 1));
        }
        byte[] label = in.bytes();
        return new HomeNote(home, number, time, days, counted, heard, label);
    }
}
