package org.backupmanager.engine.internal.stored;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.backupmanager.content.CabinetId;
import org.backupmanager.model.SessionId;
import org.backupmanager.pipeline.Vault;
import org.backupmanager.session.BackupException;
import org.backupmanager.storage.ObjectName;

/**
 * An entry of the quarantine: a session, or cabinets, that are going to be removed for good and can still be brought
 * back. Known elsewhere as tombstone. It is made once and never changed; deleting it undoes the removal.
 *
 * @param name last part of its object's name, never used twice
 * @param home that made it
 * @param time when it was made, for people
 * @param session that is removed; empty where it is about cabinets
 * @param cabinets that are condemned; none where it is about a session
 * @param bytes that the cabinets have in the storage
 */
public record Removal(String name, String home, Instant time, Optional<SessionId> session, List<CabinetId> cabinets,
        long bytes) {

    private static final String KIND = "quarantine";
    private static final int VERSION = 1;
    private static final Pattern NAME = Pattern.compile("(session-[0-9]{12}|cabinets)-[0-9a-f]{16}-[0-9]{12}");
    private static final Pattern MAKER = Pattern.compile(".*-([0-9a-f]{16})-[0-9]{12}");
    private static final int CABINET = 32;

    public Removal {
        cabinets = List.copyOf(cabinets);
    }

    /** Of a session; {@code number} is one that the home never used before. */
    public static Removal of(SessionId session, String home, long number, Instant time) {
        String name = String.format(Locale.ROOT, "session-%s-%s-%s", ObjectNames.numbered(session.number()), home,
                ObjectNames.numbered(number));
        return new Removal(name, home, time, Optional.of(session), List.of(), 0);
    }

    /** Of cabinets; {@code number} is one that the home never used before. */
    public static Removal of(List<CabinetId> cabinets, long bytes, String home, long number, Instant time) {
        String name = String.format(Locale.ROOT, "cabinets-%s-%s", home, ObjectNames.numbered(number));
        return new Removal(name, home, time, Optional.empty(), cabinets, bytes);
    }

    /** Where it is stored. */
    public ObjectName object(ObjectNames names) {
        return names.quarantine().child(name);
    }

    /** Whether an entry can have that name; other objects are not ours. */
    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** The object to store. */
    public byte[] encode(Vault vault) {
        var out = new ObjectBytes.Writer();
        out.octet(VERSION);
        out.time(time);
        out.number(session.map(SessionId::number).orElse(0L));
        out.number(bytes);
        out.count(cabinets.size());
        cabinets.forEach(out::cabinet);
        return vault.signed(KIND, name, out.toBytes());
    }

    /**
     * Reads an entry.
     *
     * @throws BackupException {@code OBJECT_DAMAGED} or {@code FORMAT_UNKNOWN}
     */
    static Removal decode(Vault vault, String name, byte[] object) throws BackupException {
        byte[] content = vault.openSigned(KIND, name, object);
        return ObjectBytes.read("quarantine " + name, VERSION, content, in -> parse(name, in));
    }

    private static Removal parse(String name, ObjectBytes.Reader in) {
        Matcher maker = MAKER.matcher(name);
        if (!maker.matches()) {
            throw new IllegalArgumentException("no name of an entry: " + name);
        }
        Instant time = in.time();
        long session = in.number();
        long bytes = in.number();
        var cabinets = new ArrayList<CabinetId>();
        for (int left = in.count(CABINET); left > 0; left--) {
            cabinets.add(in.cabinet());
        }
        return new Removal(name, maker.group(1), time, session == 0 ? Optional.empty()
                : Optional.of(new SessionId(session)), cabinets, bytes);
    }
}
