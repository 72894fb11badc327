package org.backupmanager.cli.internal;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.backupmanager.cli.internal.text.Style;

/** Finds out what the terminal of this process shows. */
final class TerminalSize {

    private static final int USUAL = 80;
    private static final int NARROWEST = 20;

    private TerminalSize() {
    }

    static Style style() {
        Console console = System.console();
        String kind = System.getenv().getOrDefault("TERM", "");
        if (console == null || !console.isTerminal() || kind.equals("dumb")) {
            return Style.PLAIN;
        }
        return new Style(columns(), !System.getenv().containsKey("NO_COLOR"));
    }

    private static int columns() {
        String told = System.getenv().getOrDefault("COLUMNS", "");
        return told.isEmpty() ? asked() : number(told);
    }

    /** Java cannot ask a terminal for its size; {@code stty} can, where there is one. */
    private static int asked() {
        Path terminal = Path.of("/dev/tty");
        if (!Files.exists(terminal)) {
            return USUAL;
        }
        try {
            Process stty = new ProcessBuilder("stty", "size").redirectInput(terminal.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            String answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return number(answer.substring(answer.indexOf(' ') + 1));
        } catch (IOException noStty) {
            return USUAL;
        }
    }

    private static int number(String text) {
        try {
            int columns = Integer.parseInt(text);
            return columns < NARROWEST ? USUAL : Math.min(columns, 1000);
        } catch (NumberFormatException notANumber) {
            return USUAL;
        }
    }
}
