package org.backupmanager.cli.internal.text;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Where a command writes: lines of result, lines of error, and on a terminal one line that is drawn again and again.
 * Buffered; what goes to the error stream comes after what was written before. Always UTF-8. A reader that went away is
 * no
 * error of the command: {@link #isBroken} tells.
 */
public final class Output {

    private final OutputStream out;
    private final OutputStream err;
    private final Style style;
    private String indent = "";
    private boolean broken;

    public Output(OutputStream out, OutputStream err, Style style) {
        this.out = new BufferedOutputStream(out, 1 << 16);
        this.err = new BufferedOutputStream(err, 1 << 12);
        this.style = style;
    }

    /** How things look here. */
    public Style style() {
        return style;
    }

    /** From now on lines of result begin so far to the right. */
    public void indent(int columns) {
        indent = " ".repeat(columns);
    }

    /** Columns of the terminal that are left for the changing line. */
    public int columns() {
        return style.columns() - indent.length();
    }

    /** A line of result. */
    public void line(String text) {
        write(out, text.isEmpty() ? text : indent + text, true);
    }

    /** A line of result that people shall see at once. */
    public void lineNow(String text) {
        line(text);
        flush();
    }

    /** An empty line. */
    public void line() {
        line("");
    }

    /** The result as bytes, for a command that writes nothing else. Fails where nobody reads any more. */
    public OutputStream bytes() {
        return out;
    }

    /** A line of error. */
    public void error(String text) {
        flush();
        write(err, text, true);
        flush();
    }

    /** Draws the one changing line of a terminal. */
    public void draw(String text) {
        flush();
        write(err, "\r" + (text.isEmpty() ? text : indent + text) + "\u001b[K", false);
        flush();
    }

    /** Takes the changing line away. */
    public void clear() {
        draw("");
    }

    /** Whether nobody reads any more. */
    public synchronized boolean isBroken() {
        return broken;
    }

    /** Everything written so far is on its way. */
    public synchronized void flush() {
        try {
            out.flush();
            err.flush();
        } catch (IOException readerGone) {
            broken = true;
        }
    }

    private synchronized void write(OutputStream stream, String text, boolean end) {
        try {
            stream.write(text.getBytes(StandardCharsets.UTF_8));
            if (end) {
                stream.write('\n');
            }
        } catch (IOException readerGone) {
            broken = true;
        }
    }

    /** A text in which control characters, which could steer a terminal or break a table, are shown as {@code \xHH}. */
    public static String printable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return escaped(text);
            }
        }
        return text;
    }

    private static String escaped(String text) {
        var safe = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isISOControl(c)) {
                safe.append(c);
            } else {
                for (byte b : String.valueOf(c).getBytes(StandardCharsets.UTF_8)) {
                    safe.append("\\x").append(Character.forDigit(b >> 4 & 15, 16)).append(Character.forDigit(b & 15,
                            16));
                }
            }
        }
        return safe.toString();
    }
}
