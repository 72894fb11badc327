package org.backupmanager.engine.internal.stored;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.backupmanager.content.Piece;
import org.backupmanager.content.SliceId;
import org.backupmanager.model.Bytes;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.Trouble;
import org.backupmanager.pipeline.Vault;
import org.backupmanager.session.BackupException;

/**
 * What makes a session exist: its report, the top of its tree, and its place in the chain of all sessions of the
 * device. Putting the encoded root into the storage is the commit. Known elsewhere as snapshot object. The layout of
 * its bytes is in FORMAT.md of the pipeline.
 *
 * @param report as the session ended
 * @param link its place in the chain
 * @param tree pieces that hold the record of the root folder
 * @param treeDepth how often {@code tree} has to be replaced by the list of pieces it holds to get that record; 0 to 9
 * @param troubles the first {@link #MOST_TROUBLES} of the session
 */
public record SessionRoot(SessionReport report, RootLink link, List<Piece> tree, int treeDepth,
        List<Trouble> troubles) {

    /** Troubles that go to the storage; the register has all of them. */
    public static final int MOST_TROUBLES = 10_000;

    private static final int MOST_TROUBLE_BYTES = 16 << 20;
    private static final String KIND = "session";
    private static final int VERSION = 1;

    public SessionRoot {
        tree = List.copyOf(tree);
        troubles = List.copyOf(troubles.subList(0, fitting(troubles)));
        if (treeDepth < 0 || treeDepth > 9) {
            throw new IllegalArgumentException("the depth of a tree is 0 to 9, not " + treeDepth);
        }
    }

    /** How many of the troubles go into a root: paths may be so long that a sealed object could not hold them all. */
    private static int fitting(List<Trouble> troubles) {
        long bytes = 0;
        for (int i = 0; i < Math.min(troubles.size(), MOST_TROUBLES); i++) {
            Trouble trouble = troubles.get(i);
            // A char takes three bytes of UTF-8 at most
            bytes += ObjectBytes.LEAST_TROUBLE + trouble.path().length() + 3L * trouble.detail().length();
            if (bytes > MOST_TROUBLE_BYTES) {
                return i;
            }
        }
        return Math.min(troubles.size(), MOST_TROUBLES);
    }

    /** The object to store under {@link ObjectNames#session}: signed, then sealed. */
    public byte[] encode(Vault vault, SecureRandom chance) {
        var out = new ObjectBytes.Writer();
        out.octet(VERSION);
        out.report(report);
        out.number(link.counter());
        out.fixed(link.previous().toArray(), RootLink.HASH_LENGTH);
        out.octet(treeDepth);
        out.count(tree.size());
        for (Piece piece : tree) {
            out.slice(piece.slice());
            out.number(piece.length());
        }
        out.count(troubles.size());
        troubles.forEach(out::trouble);
        byte[] signature = vault.sign(out.toBytes());
        out.bytes(signature);
        return vault.seal(KIND, nameOf(report.id()), out.toBytes(), chance);
    }

    /**
     * Reads a root object.
     *
     * @throws BackupException {@code OBJECT_DAMAGED} or {@code FORMAT_UNKNOWN}
     */
    public static SessionRoot decode(Vault vault, SessionId session, byte[] object) throws BackupException {
        return read(vault, session, object).root();
    }

    /** As {@link #decode}, and whether the device's signature stands under it. */
    public static Read read(Vault vault, SessionId session, byte[] object) throws BackupException {
        byte[] plain = vault.open(KIND, nameOf(session), object);
        return ObjectBytes.read("root of session " + session, VERSION, plain, in -> parse(vault, session, plain, in));
    }

    private static Read parse(Vault vault, SessionId session, byte[] plain, ObjectBytes.Reader in) {
        SessionReport report = in.report();
        if (!report.id().equals(session)) {
            throw new IllegalArgumentException("the root of session " + report.id());
        }
        var link = new RootLink(in.number(), Bytes.of(in.fixed(RootLink.HASH_LENGTH)));
        int depth = in.octet();
        List<Piece> tree = new ArrayList<>();
        for (int left = in.count(SliceId.LENGTH + Long.BYTES); left > 0; left--) {
            tree.add(new Piece(in.slice(), in.number()));
        }
        List<Trouble> troubles = new ArrayList<>();
        for (int left = in.count(ObjectBytes.LEAST_TROUBLE); left > 0; left--) {
            troubles.add(in.trouble());
        }
        byte[] signed = Arrays.copyOf(plain, in.position());
        boolean genuine = vault.verify(signed, in.bytes());
        return new Read(new SessionRoot(report, link, tree, depth, troubles), genuine);
    }

    /** SHA-256 of a root object, by which the next root names it. */
    public static Bytes hash(byte[] object) {
        try {
            return Bytes.of(MessageDigest.getInstance("SHA-256").digest(object));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static String nameOf(SessionId session) {
        return Long.toString(session.number());
    }

    /**
     * A root that was read.
     *
     * @param root what it says
     * @param signed whether the device's signature stands under it
     */
    public record Read(SessionRoot root, boolean signed) {
    }
}
