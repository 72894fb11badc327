package org.backupmanager.engine.internal.verify;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

import org.backupmanager.content.CabinetId;
import org.backupmanager.engine.internal.home.Home;
import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;

/**
 * When each cabinet was found sound last: in the home, 40 bytes a check, the id and seconds since 1970. Checks are
 * appended, so that a verification that is killed loses none of its work but the last seconds; what of it is torn is
 * passed over, and such cabinets are checked again. Safe for use by many threads.
 */
public final class CheckedLog implements AutoCloseable {

    private static final int RECORD = 32 + Long.BYTES;

    private final Home home;
    private final FileChannel file;
    private final Map<CabinetId, Long> times = new HashMap<>();

    private CheckedLog(Home home, FileChannel file) {
        this.home = home;
        this.file = file;
    }

    /** The log of that home, rid of cabinets that are stored no more. */
    static CheckedLog open(Home home, Collection<CabinetId> stored) throws BackupException {
        Map<CabinetId, Long> known = read(home.read(Home.VERIFIED).orElse(new byte[0]));
        known.keySet().retainAll(stored);
        ByteBuffer records = ByteBuffer.allocate(Math.multiplyExact(RECORD, known.size()));
        known.forEach((id, time) -> write(records, id, time));
        home.write(Home.VERIFIED, records.array());
        Path path = home.folder().resolve(Home.VERIFIED);
        try {
            var log = new CheckedLog(home, FileChannel.open(path, StandardOpenOption.APPEND));
            log.times.putAll(known);
            return log;
        } catch (IOException failed) {
            throw failed(home, failed);
        }
    }

    /** When each cabinet was found sound last, without keeping the log open. */
    public static Map<CabinetId, Instant> times(Home home) throws BackupException {
        Map<CabinetId, Instant> times = new HashMap<>();
        read(home.read(Home.VERIFIED).orElse(new byte[0]))
                .forEach((id, time) -> times.put(id, Instant.ofEpochSecond(time)));
        return times;
    }

    private static Map<CabinetId, Long> read(byte[] bytes) {
        var times = new HashMap<CabinetId, Long>();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        byte[] id = new byte[32];
        while (in.remaining() >= RECORD) {
            in.get(id);
            times.put(new CabinetId(HexFormat.of().formatHex(id)), in.getLong());
        }
        return times;
    }

    private static void write(ByteBuffer to, CabinetId cabinet, long time) {
        to.put(HexFormat.of().parseHex(cabinet.hex())).putLong(time);
    }

    /** When the cabinet was found sound last. */
    synchronized Optional<Instant> time(CabinetId cabinet) {
        return Optional.ofNullable(times.get(cabinet)).map(Instant::ofEpochSecond);
    }

    /** The cabinet was found sound. */
    synchronized void note(CabinetId cabinet, Instant when) throws BackupException {
        ByteBuffer record = ByteBuffer.allocate(RECORD);
        write(record, cabinet, when.getEpochSecond());
        record.flip();
        try {
            while (record.hasRemaining()) {
                file.write(record);
            }
        } catch (IOException failed) {
            throw failed(home, failed);
        }
        times.put(cabinet, when.getEpochSecond());
    }

    private static BackupException failed(Home home, IOException cause) {
        return new BackupException(Code.HOME_FAILED, home.folder(), Home.words(cause)).because(cause);
    }

    @Override
    public void close() throws BackupException {
        try (file) {
            file.force(true);
        } catch (IOException failed) {
            throw failed(home, failed);
        }
    }
}
