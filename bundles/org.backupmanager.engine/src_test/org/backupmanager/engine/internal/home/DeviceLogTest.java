package org.backupmanager.engine.internal.home;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceLogTest {

    /** Every write to it fails as on a full drive. */
    private static final Path FULL = Path.of("/dev/full");
    private static final Map<String, String> SETTINGS = Map.of(Setting.LOG_LEVEL.word(), "Warning",
            Setting.SINGLE_LOG_SIZE.word(), "5", Setting.TOTAL_LOGS_SIZE.word(), "5");

    @TempDir
    Path folder;

    @Test
    void aFullDriveIsToldOnceAndWithoutAStack() throws IOException {
        assumeTrue(Files.exists(FULL), () -> "there is no " + FULL);
        Files.createSymbolicLink(folder.resolve("backup-manager.0.log"), FULL);
        List<String> told = new ArrayList<>();
        var printed = new ByteArrayOutputStream();
        PrintStream before = System.err;
        Handler listening = listeningTo(told);
        Logger product = Logger.getLogger("org.backupmanager");
        System.setErr(new PrintStream(printed, true));
        product.addHandler(listening);
        product.setUseParentHandlers(false);
        try (DeviceLog log = DeviceLog.in(folder, SETTINGS)) {
            product.log(Level.WARNING, "one");
            product.log(Level.WARNING, "two");
        } finally {
            product.setUseParentHandlers(true);
            product.removeHandler(listening);
            System.setErr(before);
        }
        assertEquals("", printed.toString());
        assertEquals(1, told.stream().filter(text -> text.contains("No space left on device")).count(), told::toString);
    }

    private static Handler listeningTo(List<String> told) {
        return new Handler() {
            @Override
            public void publish(LogRecord record) {
                told.add(record.getMessage());
            }

            @Override
            public void flush() {
                // nothing is kept back
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
    }
}
