package org.backupmanager.cli.internal.text;

/** One JSON object in a line, its members in the order they were added. */
public final class Json {

    private final StringBuilder text = new StringBuilder("{");

    /** One more member. */
    public Json with(String name, String value) {
        return member(name, '"' + escaped(value) + '"');
    }

    /** One more member. */
    public Json with(String name, long value) {
        return member(name, Long.toString(value));
    }

    private Json member(String name, String value) {
        text.append(text.length() == 1 ? "" : ",").append('"').append(name).append("\":").append(value);
        return this;
    }

    private static String escaped(String value) {
        var safe = new StringBuilder(value.length() + 8);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                safe.append('\\').append(c);
            } else if (Character.isISOControl(c) || Character.isSurrogate(c)) {
                safe.append("\\u").append(String.format("%04x", (int) c));
            } else {
                safe.append(c);
            }
        }
        return safe.toString();
    }

    @Override
    public String toString() {
        return text + "}";
    }
}
