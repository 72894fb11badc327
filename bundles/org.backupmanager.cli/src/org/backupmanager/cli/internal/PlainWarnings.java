package org.backupmanager.cli.internal;

import java.io.PrintStream;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Shows warnings of the product as one line each for as long as it is open. Where they came from, and their stack
 * traces, are in the log of the device;
 * a person at a terminal needs the sentence.
 */
final class PlainWarnings extends Handler {

    private final PrintStream out;
    private final Logger logger = Logger.getLogger("org.backupmanager");
    private final boolean usedParents = logger.getUseParentHandlers();

    PlainWarnings(PrintStream out) {
        this.out = out;
        setLevel(Level.WARNING);
        logger.setUseParentHandlers(false);
        logger.addHandler(this);
    }

    @Override
    public void publish(LogRecord record) {
        if (isLoggable(record)) {
            out.println(record.getMessage());
        }
    }

    @Override
    public void flush() {
        out.flush();
    }

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setUseParentHandlers(usedParents);
    }
}
