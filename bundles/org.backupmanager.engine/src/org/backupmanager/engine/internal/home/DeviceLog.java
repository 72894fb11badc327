package org.backupmanager.engine.internal.home;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.logging.FileHandler;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * The log files of a home, in {@code logs}: ten of 5 MiB at most, the newest is number 0. Takes what this product logs
 * while the device is open.
 */
public final class DeviceLog implements AutoCloseable {

    private static final int MOST_BYTES = 5 << 20;
    private static final int FILES = 10;

    /** Held, since the logging of the JDK forgets the level of a logger that nobody holds. */
    private final Logger logger = Logger.getLogger("org.backupmanager");
    private final FileHandler files;

    private DeviceLog(FileHandler files) {
        this.files = files;
        files.setFormatter(new Line());
        logger.addHandler(files);
    }

    /**
     * Opens the log.
     *
     * @param folder of the files; made where it is not there
     * @param level as the setting LogLevel has it
     */
    static DeviceLog in(Path folder, String level) throws IOException {
        Files.createDirectories(folder);
        String pattern = folder.toString().replace("%", "%%") + "/backup-manager.%g.log";
        var log = new DeviceLog(new FileHandler(pattern, MOST_BYTES, FILES, true));
        log.level(level);
        return log;
    }

    /** From now on this much is logged. */
    public void level(String word) {
        logger.setLevel(switch (word) {
            case "Error" -> Level.SEVERE;
            case "Log" -> Level.INFO;
            case "Debug" -> Level.FINE;
            default -> Level.WARNING;
        });
    }

    @Override
    public void close() {
        logger.removeHandler(files);
        files.close();
    }

    /** Time, level and message in one line, a stack below it. */
    private static final class Line extends Formatter {

        private static final DateTimeFormatter TIME =
                DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT);

        @Override
        public String format(LogRecord record) {
            var text = new StringWriter();
            var out = new PrintWriter(text);
            out.printf("%s %s %s%n", TIME.format(record.getInstant().atZone(ZoneId.systemDefault())), record.getLevel()
                    .getName(),
                    formatMessage(record));
            if (record.getThrown() != null) {
                record.getThrown().printStackTrace(out);
            }
            return text.toString();
        }
    }
}
