package org.backupmanager.cli.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

class PlainWarningsTest {

    @Test
    void aWarningIsOneLineWithoutAStackTrace() {
        var bytes = new ByteArrayOutputStream();
        var warnings = new PlainWarnings(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        System.Logger logger = System.getLogger("org.backupmanager.something");
        logger.log(System.Logger.Level.WARNING, "It is rebuilt.", new IllegalStateException("deep inside"));
        logger.log(System.Logger.Level.INFO, "Nobody needs this.");
        warnings.close();
        assertEquals("It is rebuilt." + System.lineSeparator(), bytes.toString(StandardCharsets.UTF_8));
    }
}
