package org.backupmanager.cli.internal.text;

/**
 * What a terminal can show.
 *
 * @param columns characters in a line; 0 where there is no terminal
 * @param colour whether it understands colours
 */
public record Style(int columns, boolean colour) {

    /** A pipe or a file. */
    public static final Style PLAIN = new Style(0, false);

    public boolean isTerminal() {
        return columns > 0;
    }

    public String bold(String text) {
        return in("1", text);
    }

    public String faint(String text) {
        return in("2", text);
    }

    public String good(String text) {
        return in("32", text);
    }

    public String bad(String text) {
        return in("31", text);
    }

    private String in(String code, String text) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
