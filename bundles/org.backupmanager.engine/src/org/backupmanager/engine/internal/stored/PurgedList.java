package org.backupmanager.engine.internal.stored;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.backupmanager.content.CabinetId;
import org.backupmanager.model.Bytes;
import org.backupmanager.model.SessionId;
import org.backupmanager.pipeline.Vault;
import org.backupmanager.session.BackupException;

/**
 * What a home has removed for good, so that nobody takes it for lost: the links of sessions, which close the gaps in
 * the chain of roots, and the first eight bytes of the ids of cabinets. Of the lists of a home the one with the highest
 * number counts. Another number tells other homes that cabinets are gone.
 *
 * @param home that removed it
 * @param number of the list, from 1
 * @param sessions that are gone
 * @param cabinets that are gone, sorted
 */
public record PurgedList(String home, long number, List<Gravestone> sessions, long[] cabinets) {

    private static final String KIND = "purged";
    private static final int VERSION = 1;

    public PurgedList {
        sessions = List.copyOf(sessions);
    }

    /**
     * What is left of a session.
     *
     * @param session that is gone
     * @param link of its root
     * @param hash of its root, by which the next root names it
     */
    public record Gravestone(SessionId session, RootLink link, Bytes hash) {
        private static final int BYTES = 8 + 8 + 2 * RootLink.HASH_LENGTH;
    }

    /** The newest list of a home; an empty one with number 0 where it has none. */
    public static PurgedList newest(Depot depot, String home) throws BackupException {
        for (HomeObject one : HomeObject.newest(depot.storage().list(depot.names().purged()))) {
            if (one.home().equals(home)) {
                byte[] object = new StoredObjects(depot.names(), depot.storage()).read(one.object());
                return decode(depot.vault(), home, one.number(), object);
            }
        }
        return new PurgedList(home, 0, List.of(), new long[0]);
    }

    /** Whether that cabinet is gone for good; wrong once in some 10^13 for one that is not. */
    public boolean has(CabinetId cabinet) {
        return Arrays.binarySearch(cabinets, begin(cabinet)) >= 0;
    }

    private static long begin(CabinetId cabinet) {
        return Long.parseUnsignedLong(cabinet.hex(), 0, 16, 16);
    }

    /** The next list, with these gone too. */
    public PurgedList and(List<Gravestone> moreSessions, List<CabinetId> moreCabinets) {
        var graves = new ArrayList<>(sessions);
        graves.addAll(moreSessions);
        long[] all = Arrays.copyOf(cabinets, cabinets.length + moreCabinets.size());
        for (int i = 0; i < moreCabinets.size(); i++) {
            all[cabinets.length + i] = begin(moreCabinets.get(i));
        }
        return new PurgedList(home, number + 1, graves, Arrays.stream(all).sorted().distinct().toArray());
    }

    /** The next list, without these sessions. */
    public PurgedList without(List<SessionId> back) {
        return new PurgedList(home, number + 1, sessions.stream().filter(one -> !back.contains(one.session())).toList(),
                cabinets);
    }

    /** The object to store under {@link ObjectNames#purged(String, long)}. */
    public byte[] encode(Vault vault) {
        var out = new ObjectBytes.Writer();
        out.octet(VERSION);
        out.count(sessions.size());
        for (Gravestone one : sessions) {
            out.number(one.session().number());
            out.number(one.link().counter());
            out.fixed(one.link().previous().toArray(), RootLink.HASH_LENGTH);
            out.fixed(one.hash().toArray(), RootLink.HASH_LENGTH);
        }
        out.count(cabinets.length);
        for (long cabinet : cabinets) {
            out.number(cabinet);
        }
        return vault.signed(KIND, home + "-" + number, out.toBytes());
    }

    /**
     * Reads a list.
     *
     * @throws BackupException {@code OBJECT_DAMAGED} or {@code FORMAT_UNKNOWN}
     */
    static PurgedList decode(Vault vault, String home, long number, byte[] object) throws BackupException {
        byte[] content = vault.openSigned(KIND, home + "-" + number, object);
        return ObjectBytes.read("purged list " + home, VERSION, content, in -> parse(home, number, in));
    }

    private static PurgedList parse(String home, long number, ObjectBytes.Reader in) {
        var sessions = new ArrayList<Gravestone>();
        for (int left = in.count(Gravestone.BYTES); left > 0; left--) {
            var session = new SessionId(in.number());
            var link = new RootLink(in.number(), Bytes.of(in.fixed(RootLink.HASH_LENGTH)));
            sessions.add(new Gravestone(session, link, Bytes.of(in.fixed(RootLink.HASH_LENGTH))));
        }
        long[] cabinets = new long[in.count(Long.BYTES)];
        for (int i = 0; i < cabinets.length; i++) {
            cabinets[i] = in.number();
        }
        return new PurgedList(home, number, sessions, cabinets);
    }
}
