package org.backupmanager.engine.internal.recovery;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.home.Home;
import org.backupmanager.engine.internal.restore.ExportRun;
import org.backupmanager.engine.internal.restore.ExportTask;
import org.backupmanager.engine.internal.session.DeviceSessions;
import org.backupmanager.engine.internal.stored.Attendance.Stay;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.model.Code;
import org.backupmanager.model.SessionReport;
import org.backupmanager.recovery.ArchiveFormat;
import org.backupmanager.recovery.RecoveryPlan;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Session;

/** Exports into archives: to a file, which gets its name when it is whole, or to a stream. */
record Exports(DeviceSessions sessions, Depot depot, InstantSource clock) {

    private static final int BUFFER = 1 << 18;
    /** Begins as files in work do, so that no backup takes it. */
    private static final String UNFINISHED = ".bmrestore-export-";

    Session toFile(RecoveryPlan plan, Path file, ArchiveFormat format) throws BackupException {
        if (Files.exists(file)) {
            throw new BackupException(Code.TARGET_DENIED, file, Messages.text("export.exists"));
        }
        SessionReport from = sessions.source(plan);
        Path made = file.resolveSibling(UNFINISHED + Long.toHexString(clock.instant().toEpochMilli()));
        FileChannel channel = create(file, made);
        try {
            return sessions.startAsRestore(plan.source(), (begun, progress, troubles) -> {
                try (channel; var out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
                        Stay _ = depot.attendance().beginReading()) {
                    var task = new ExportTask(begun, from, plan, format, out, file.toString());
                    var run = new ExportRun(depot, task, progress, troubles);
                    return run.run(clock, () -> publish(out, channel, made, file));
                } catch (IOException e) {
                    throw failed(file, e);
                } finally {
                    discard(made);
                }
            });
        } catch (BackupException notStarted) {
            discard(made);
            throw notStarted;
        }
    }

    Session toStream(RecoveryPlan plan, OutputStream out, ArchiveFormat format) throws BackupException {
        SessionReport from = sessions.source(plan);
        return sessions.startAsRestore(plan.source(), (begun, progress, troubles) -> {
            try (Stay _ = depot.attendance().beginReading()) {
                String place = Messages.text("export.stream");
                var task = new ExportTask(begun, from, plan, format, out, place);
                return new ExportRun(depot, task, progress, troubles).run(clock, out::flush);
            }
        });
    }

    private static FileChannel create(Path file, Path made) throws BackupException {
        try {
            if (file.getParent() != null) {
                Files.createDirectories(file.getParent());
            }
            return FileChannel.open(made, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new BackupException(Code.TARGET_DENIED, file, Home.words(e)).because(e);
        }
    }

    private static void publish(OutputStream out, FileChannel channel, Path made, Path file) throws IOException {
        out.flush();
        channel.force(true);
        if (Files.exists(file)) {
            throw new IOException(Messages.text("export.exists"));
        }
        Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void discard(Path made) {
        try {
            Files.deleteIfExists(made);
        } catch (IOException e) {
            System.getLogger(Exports.class.getName()).log(System.Logger.Level.WARNING, e.getMessage(), e);
        }
    }

    private static BackupException failed(Path file, IOException e) {
        return new BackupException(Code.TARGET_FAILED, file, Home.words(e)).because(e);
    }
}
