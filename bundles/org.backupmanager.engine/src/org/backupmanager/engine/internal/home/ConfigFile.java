package org.backupmanager.engine.internal.home;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.backupmanager.engine.internal.Messages;

/**
 * The text of a {@code config.ini}: sections in brackets, {@code Key=value} lines, comments after ';' or '#'. What is
 * not understood is kept as it stands, so that a person's notes and another version's keys survive. Sections and keys
 * are the same in upper and lower case. A value that a line cannot hold as it is (blanks at its ends, line breaks)
 * stands in quotes, with \\, \", \n and \r for what would break it.
 */
public final class ConfigFile {

    private final List<String> lines;

    private ConfigFile(List<String> lines) {
        this.lines = new ArrayList<>(lines);
    }

    /** A file with nothing but a comment. */
    public static ConfigFile withComment(String comment) {
        return new ConfigFile(List.of("; " + comment));
    }

    /**
     * Reads a text.
     *
     * @throws IllegalArgumentException naming the line that is no line of such a file
     */
    public static ConfigFile parse(String text) {
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            boolean section = line.startsWith("[") && line.endsWith("]");
            if (!line.isEmpty() && !isComment(line) && !section && line.indexOf('=') < 1) {
                // without its text, which may be a password
                throw new IllegalArgumentException(Messages.text("config.line", Integer.toString(i + 1)));
            }
        }
        return new ConfigFile(lines);
    }

    private static boolean isComment(String line) {
        return line.startsWith(";") || line.startsWith("#");
    }

    /** The names of its sections, each once, in their order. */
    public Set<String> sections() {
        Set<String> names = new LinkedHashSet<>();
        for (String line : lines) {
            String header = line.strip();
            if (header.startsWith("[") && header.endsWith("]")) {
                names.add(header.substring(1, header.length() - 1).strip());
            }
        }
        return names;
    }

    /** The keys of a section, each once, in their order. */
    public Set<String> keys(String section) {
        Set<String> names = new LinkedHashSet<>();
        boolean inside = false;
        for (String line : lines) {
            String text = line.strip();
            if (text.startsWith("[")) {
                inside = isHeader(text, section);
            } else if (inside && !isComment(text) && text.indexOf('=') > 0) {
                names.add(text.substring(0, text.indexOf('=')).strip());
            }
        }
        return names;
    }

    /** The value of a key; empty where it has none. The first one counts. */
    public Optional<String> get(String section, String key) {
        int at = find(section, key);
        if (at < 0) {
            return Optional.empty();
        }
        String line = lines.get(at);
        return Optional.of(unquote(line.substring(line.indexOf('=') + 1).strip())).filter(value -> !value.isEmpty());
    }

    /** Sets a key where it stands, or at the end of its section. */
    public void set(String section, String key, String value) {
        int at = find(section, key);
        String line = key + "=" + quote(value);
        if (at >= 0) {
            lines.set(at, line);
            return;
        }
        int end = endOf(section);
        if (end < 0) {
            lines.add("[" + section + "]");
            end = lines.size();
        }
        lines.add(end, line);
    }

    /** The whole text. */
    public String text() {
        return String.join("\n", lines) + "\n";
    }

    private int find(String section, String key) {
        boolean inside = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.startsWith("[")) {
                inside = isHeader(line, section);
            } else if (inside && !isComment(line) && line.indexOf('=') > 0
                    && line.substring(0, line.indexOf('=')).strip().equalsIgnoreCase(key)) {
                return i;
            }
        }
        return -1;
    }

    /** The line after the last filled one of the section, or -1 where there is no such section. */
    private int endOf(String section) {
        boolean inside = false;
        int end = -1;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.startsWith("[")) {
                inside = isHeader(line, section);
            }
            if (inside && !line.isEmpty()) {
                end = i + 1;
            }
        }
        return end;
    }

    private static boolean isHeader(String line, String section) {
        return line.endsWith("]") && line.substring(1, line.length() - 1).strip().equalsIgnoreCase(section);
    }

    private static String quote(String value) {
        boolean plain = value.equals(value.strip()) && !value.startsWith("\"") && value.indexOf('\n') < 0
                && value.indexOf('\r') < 0;
        return plain ? value : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n")
                .replace("\r", "\\r") + '"';
    }

    private static String unquote(String value) {
        if (value.length() < 2 || !value.startsWith("\"") || !value.endsWith("\"")) {
            return value;
        }
        var plain = new StringBuilder();
        for (int i = 1; i < value.length() - 1; i++) {
            char c = value.charAt(i);
            if (c == '\\' && i + 1 < value.length() - 1) {
                c = switch (value.charAt(++i)) {
                    case 'n' -> '\n';
                    case 'r' -> '\r';
                    default -> value.charAt(i);
                };
            }
            plain.append(c);
        }
        return plain.toString();
    }
}
