package org.backupmanager.engine.internal.report;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.Totals;
import org.backupmanager.model.Trouble;
import org.backupmanager.recovery.StorageHealth.Parity;
import org.backupmanager.session.Session;
import org.backupmanager.session.Session.Snapshot;
import org.backupmanager.session.Session.Stage;

/**
 * What happens to sessions and parity, a JSON object a line, in {@code events.jsonl} of the home; a full file becomes
 * {@code events.1.jsonl}, and the one before it goes. Whichever process has the device writes; whoever wants may read
 * along. Safe for use by many threads.
 */
final class EventLog {

    static final String FILE = "events.jsonl";
    static final String BEFORE = "events.1.jsonl";
    /** Errors that stand in the end of a session. */
    static final int MOST_ERRORS = 20;

    private static final System.Logger LOG = System.getLogger(EventLog.class.getName());
    private static final long MOST_BYTES = 1 << 20;

    private final Path folder;
    private final InstantSource clock;
    private final long mostBytes;
    private final ReentrantLock writing = new ReentrantLock();

    /** @param folder that the files are in */
    EventLog(Path folder, InstantSource clock) {
        this(folder, clock, MOST_BYTES);
    }

    /** @param mostBytes of a file */
    EventLog(Path folder, InstantSource clock, long mostBytes) {
        this.folder = folder;
        this.clock = clock;
        this.mostBytes = mostBytes;
    }

    void started(SessionReport report) {
        write(event("started", report));
    }

    void changed(Session session, Stage stage) {
        Snapshot progress = session.progress();
        write(event("stage", session.report()).add("stage", word(stage))
                .add("items", progress.itemsDone()).add("itemsExpected", progress.itemsExpected())
                .add("bytes", progress.bytesDone()).add("bytesExpected", progress.bytesExpected())
                .add("sent", progress.sent()));
    }

    /** @param troubles the first of it */
    void ended(SessionReport report, List<Trouble> troubles) {
        Totals totals = report.totals();
        write(event("ended", report).add("state", report.state().word()).add("code", report.state().code())
                .add("archived", report.archived())
                .add("start", report.start().toString())
                .add("durationMillis", report.duration(clock.instant()).toMillis())
                .add("selectedCount", totals.selectedCount()).add("selectedSize", totals.selectedSize())
                .add("processedCount", totals.processedCount()).add("processedSize", totals.processedSize())
                .add("sentSize", totals.sentSize()).add("removedCount", totals.removedCount())
                .add("errorCount", totals.errorCount())
                .add("errors", troubles.stream().map(EventLog::error).toList()));
    }

    void parity(Parity parity) {
        write(new JsonLine().add("time", clock.instant().toString()).add("event", "parity")
                .add("state", parity.state().word()).add("groups", parity.made())
                .add("groupsExpected", parity.planned()).add("coveredCabinets", parity.covered())
                .add("openCabinets", parity.open()).add("detail", parity.failure()));
    }

    private JsonLine event(String name, SessionReport report) {
        return new JsonLine().add("time", clock.instant().toString()).add("event", name)
                .add("session", report.id().number()).add("source", report.source())
                .add("type", report.type().word());
    }

    private static JsonLine error(Trouble trouble) {
        return new JsonLine().add("time", trouble.time().toString()).add("path", trouble.path().toString())
                .add("code", trouble.code().name())
                .add("severity", trouble.severity() == Trouble.Severity.ERROR ? "Error" : "Warning")
                .add("detail", trouble.detail());
    }

    private static String word(Stage stage) {
        String name = stage.name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }

    /** A session is worth more than a line about it. */
    private void write(JsonLine line) {
        writing.lock();
        try {
            Path file = folder.resolve(FILE);
            if (Files.exists(file) && Files.size(file) >= mostBytes) {
                Files.move(file, folder.resolve(BEFORE), StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            }
            append(file, ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException failed) {
            LOG.log(System.Logger.Level.WARNING, Words.text("events.unwritten", String.valueOf(failed.getMessage())),
                    failed);
        } finally {
            writing.unlock();
        }
    }

    private static void append(Path file, ByteBuffer line) throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] attributes = posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions
                        .fromString("rw-------"))} : new FileAttribute<?>[0];
        try (SeekableByteChannel out = Files.newByteChannel(file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND), attributes)) {
            while (line.hasRemaining()) {
                out.write(line);
            }
        }
    }
}
