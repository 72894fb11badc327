package org.backupmanager.engine.internal.report;

import java.util.List;
import java.util.Locale;

/** A JSON object in one line of ASCII, so that it can be read line by line, in any encoding, by any program. */
final class JsonLine {

    private final StringBuilder text = new StringBuilder("{");

    /** A text. */
    JsonLine add(String name, String value) {
        name(name);
        quote(value);
        return this;
    }

    /** A whole number. */
    JsonLine add(String name, long value) {
        name(name).append(value);
        return this;
    }

    /** Whether. */
    JsonLine add(String name, boolean value) {
        name(name).append(value);
        return this;
    }

    /** Objects. */
    JsonLine add(String name, List<JsonLine> values) {
        name(name).append('[').append(String.join(",", values.stream().map(JsonLine::toString).toList())).append(']');
        return this;
    }

    private StringBuilder name(String name) {
        if (text.length() > 1) {
            text.append(',');
        }
        quote(name);
        return text.append(':');
    }

    private void quote(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                text.append("\\u").append(String.format(Locale.ROOT, "%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }

    /** The object, without an end of line. */
    @Override
    public String toString() {
        return text + "}";
    }
}
