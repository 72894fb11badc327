package org.backupmanager.engine.internal.home;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.ErrorManager;
import java.util.logging.FileHandler;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.backupmanager.engine.internal.Messages;

/**
 * The log files of a home, in {@code logs}: ten of 5 MiB at most, unless it is set otherwise; the newest is number 0.
 * Takes what this product logs while the device is open.
 */
public final class DeviceLog implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(DeviceLog.class.getName());

    /** Held, since the logging of the JDK forgets the level of a logger that nobody holds. */
    private final Logger logger = Logger.getLogger("org.backupmanager");
    private final FileHandler files;

    private DeviceLog(FileHandler files) {
        this.files = files;
        files.setFormatter(new Line());
        files.setErrorManager(new SaidOnce());
        logger.addHandler(files);
    }

    /**
     * Opens the log.
     *
     * @param folder of the files; made where it is not there
     * @param settings of the device: how much is logged, how long a file is, and all of them
     */
    static DeviceLog in(Path folder, Map<String, String> settings) throws IOException {
        Files.createDirectories(folder);
        String pattern = folder.toString().replace("%", "%%") + "/backup-manager.%g.log";
        int single = Integer.parseInt(settings.get(Setting.SINGLE_LOG_SIZE.word()));
        int files = Math.max(1, Integer.parseInt(settings.get(Setting.TOTAL_LOGS_SIZE.word())) / single);
        var log = new DeviceLog(new FileHandler(pattern, (long) single << 20, files, true));
        log.level(settings.get(Setting.LOG_LEVEL.word()));
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

    /** A log that cannot be written is told where there is no file in the way, and only once. */
    private static final class SaidOnce extends ErrorManager {

        private final AtomicBoolean said = new AtomicBoolean();

        @Override
        public void error(String message, Exception cause, int code) {
            if (!said.getAndSet(true)) {
                LOG.log(System.Logger.Level.WARNING,
                        Messages.text("log.unwritten", cause == null ? message : cause.getMessage()));
            }
        }
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
