package org.backupmanager.engine.internal.archive;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The records of one extended header (pax): {@code length key=value}, with values of any bytes. */
final class ExtendedHeaders {

    private final ByteArrayOutputStream records = new ByteArrayOutputStream();

    ExtendedHeaders add(String key, String value) {
        return add(key, value.getBytes(StandardCharsets.UTF_8));
    }

    ExtendedHeaders add(String key, byte[] value) {
        byte[] start = (' ' + key + '=').getBytes(StandardCharsets.ISO_8859_1);
        int rest = start.length + value.length + 1;
        int length = rest + digits(rest);
        if (digits(length) > digits(rest)) {
            length++; // the length counts itself
        }
        records.writeBytes(Integer.toString(length).getBytes(StandardCharsets.US_ASCII));
        records.writeBytes(start);
        records.writeBytes(value);
        records.write('\n');
        return this;
    }

    private static int digits(int number) {
        return Integer.toString(number).length();
    }

    byte[] toArray() {
        return records.toByteArray();
    }
}
