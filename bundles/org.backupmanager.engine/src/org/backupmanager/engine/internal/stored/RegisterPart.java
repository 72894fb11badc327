package org.backupmanager.engine.internal.stored;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

import org.backupmanager.content.CabinetDirectory;
import org.backupmanager.content.CabinetId;
import org.backupmanager.model.SessionId;
import org.backupmanager.pipeline.Vault;
import org.backupmanager.session.BackupException;

/**
 * Directories of cabinets in one sealed object, so that a register can be rebuilt without reading the end of every
 * cabinet. A convenience: what no part holds is read from the cabinets themselves. Stored before the session root,
 * under {@link ObjectNames#registerPart}; the layout of its bytes is in FORMAT.md of the pipeline.
 *
 * @param number the session that stored the cabinets times 1,000, and which of its parts this is, from 0
 * @param cabinets that were stored
 */
public record RegisterPart(long number, List<CabinetDirectory> cabinets) {

    /** A part is ended by the cabinet that takes it to this size. */
    static final int MOST_BYTES = 4 << 20;

    private static final String KIND = "register";
    private static final int VERSION = 1;
    private static final int PARTS = 1000;
    private static final int LEAST_CABINET = 32 + 1 + 8 + 4 + 4;

    public RegisterPart {
        cabinets = List.copyOf(cabinets);
    }

    /** The parts of a session, none of them much larger than {@link #MOST_BYTES} however many cabinets there are. */
    public static List<RegisterPart> of(SessionId session, List<CabinetDirectory> cabinets) {
        List<RegisterPart> parts = new ArrayList<>();
        int from = 0;
        long bytes = 0;
        for (int i = 0; i < cabinets.size(); i++) {
            bytes += LEAST_CABINET + cabinets.get(i).slices().length + cabinets.get(i).layout().length;
            boolean last = i == cabinets.size() - 1;
            boolean mayEnd = parts.size() < PARTS - 1;
            if (last || bytes >= MOST_BYTES && mayEnd) {
                parts.add(new RegisterPart(session.number() * PARTS + parts.size(), cabinets.subList(from, i + 1)));
                from = i + 1;
                bytes = 0;
            }
        }
        return parts;
    }

    /** The number of the session that stored the part of this number. */
    public static long session(long part) {
        return part / PARTS;
    }

    /** The object to store. */
    public byte[] encode(Vault vault, SecureRandom chance) {
        var out = new ObjectBytes.Writer();
        out.octet(VERSION);
        out.count(cabinets.size());
        for (CabinetDirectory cabinet : cabinets) {
            out.cabinet(cabinet.id());
            out.octet(cabinet.kind().ordinal());
            out.number(cabinet.size());
            out.bytes(cabinet.slices());
            out.bytes(cabinet.layout());
        }
        return vault.seal(KIND, Long.toString(number), out.toBytes(), chance);
    }

    /**
     * Reads a part.
     *
     * @throws BackupException {@code OBJECT_DAMAGED} or {@code FORMAT_UNKNOWN}
     */
    public static RegisterPart decode(Vault vault, long number, byte[] object) throws BackupException {
        byte[] plain = vault.open(KIND, Long.toString(number), object);
        return ObjectBytes.read("register part " + number, VERSION, plain, in -> parse(number, in));
    }

    private static RegisterPart parse(long number, ObjectBytes.Reader in) {
        List<CabinetDirectory> cabinets = new ArrayList<>();
        for (int left = in.count(LEAST_CABINET); left > 0; left--) {
            CabinetId id = in.cabinet();
            CabinetDirectory.Kind kind = in.choice(CabinetDirectory.Kind.values());
            cabinets.add(new CabinetDirectory(id, kind, in.number(), in.bytes(), in.bytes()));
        }
        return new RegisterPart(number, cabinets);
    }
}
