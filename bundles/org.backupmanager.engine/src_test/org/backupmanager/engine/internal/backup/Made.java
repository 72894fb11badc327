package org.backupmanager.engine.internal.backup;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.backupmanager.content.CabinetDirectory;
import org.backupmanager.content.Piece;
import org.backupmanager.content.SliceId;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.engine.internal.stored.RootLink;
import org.backupmanager.engine.internal.stored.SessionRoot;
import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.SessionReport.Totals;
import org.backupmanager.model.SessionReport.Type;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.Trouble.Severity;
import org.backupmanager.model.Trouble;
import org.backupmanager.pipeline.FinishedCabinet;
import org.backupmanager.session.BackupException;
import org.backupmanager.storage.ObjectName;

/** What a backup would have made: cabinets, roots, reports. */
public final class Made {

    public static final Instant START = Instant.parse("2026-01-01T12:00:00.123456789Z");
    public static final SecureRandom CHANCE = new SecureRandom();

    private Made() {
    }

    public static SessionReport begun(long number) {
        return new SessionReport(new SessionId(number), "Fake", Type.BACKUP, State.IN_PROCESS, false,
                START.plusSeconds(number * 3600),
                Optional.empty(), Totals.NONE);
    }

    public static SessionReport completed(long number) {
        return begun(number).with(new Totals(1, 2, 3, 4, 5, 6, 7))
                .ended(State.COMPLETED_WITH_ERRORS, START.plusSeconds(number * 3600 + 60));
    }

    public static Trouble trouble(String path) {
        return new Trouble(START, ItemPath.parse(path), Code.ITEM_UNREADABLE, Severity.ERROR,
                Code.ITEM_UNREADABLE.text("access is denied"));
    }

    public static SessionRoot root(long number, RootLink link) {
        return new SessionRoot(completed(number), link,
                List.of(new Piece(new SliceId(1, 2, 3, number), 100), Piece.hole(7)), 1,
                List.of(trouble("/x/\\xff"), trouble("/y")));
    }

    /** Stores a cabinet with one slice, as a run would, and returns its directory; the register does not know it. */
    public static CabinetDirectory cabinet(Depot depot, int content) throws BackupException {
        return cabinet(depot, content, 1000);
    }

    /** The same with a slice of that many bytes, which do not compress. */
    public static CabinetDirectory cabinet(Depot depot, int content, int length) throws BackupException {
        byte[] plain = new byte[length];
        new Random(content).nextBytes(plain);
        SliceId id = depot.vault().hasher().id(plain, 0, plain.length);
        var writer = depot.vault().cabinet(CabinetDirectory.Kind.CONTENT, 16 << 20, CHANCE);
        try (var codec = depot.vault().codec(3)) {
            writer.add(codec.pack(plain, plain.length, new SliceId[] {id}, new int[] {plain.length}, 1));
        }
        FinishedCabinet finished = writer.finish();
        depot.storage().put(depot.names().cabinet(finished.directory().id()), finished.content(), finished.crc32c());
        return finished.directory();
    }

    /** Stores a session root with the link that fits, and notes it as a run would. */
    public static void session(Depot depot, long number) throws BackupException {
        SessionRoot root = root(number, RootLink.next(depot.vault(), depot.register()));
        byte[] object = root.encode(depot.vault(), CHANCE);
        depot.storage().put(depot.names().session(root.report().id()), object);
        depot.register().commit(root.report(), object);
    }

    /** One bit of the object flips, as on a disk that rots. */
    public static void damage(Depot depot, ObjectName name) throws BackupException {
        ByteBuffer content = depot.storage().get(name, 0, (int) depot.storage().size(name));
        byte[] bytes = new byte[content.remaining()];
        content.get(bytes);
        bytes[bytes.length / 2] ^= 4;
        depot.storage().delete(name);
        depot.storage().put(name, bytes);
    }
}
