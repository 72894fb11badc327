package org.backupmanager.model;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Where an item stands within its data source: names separated by '/', without a leading or trailing one; the root is
 * empty.
 * <p>
 * Kept as bytes, since a file system's names need not be text. {@link #toString} shows bytes that are no UTF-8 as
 * {@code \xHH} and a backslash as
 * {@code \\}; {@link #parse} reads that form back, so that every path can be shown and typed.
 * Paths order by their bytes, name by name, which is the depth-first order of a tree whose folders are sorted by name.
 */
public final class ItemPath implements Comparable<ItemPath> {

    /** The empty path: the data source itself. */
    public static final ItemPath ROOT = new ItemPath(new byte[0]);

    private final byte[] bytes;

    private ItemPath(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The path of these bytes; leading, trailing and repeated '/' are dropped. */
    public static ItemPath of(byte[] raw) {
        byte[] clean = new byte[raw.length];
        int n = 0;
        for (byte b : raw) {
            if (b == 0) {
                throw new IllegalArgumentException("a path holds no zero byte");
            }
            if (b != '/' || n > 0 && clean[n - 1] != '/') {
                clean[n++] = b;
            }
        }
        if (n > 0 && clean[n - 1] == '/') {
            n--;
        }
        return n == 0 ? ROOT : new ItemPath(n == raw.length ? clean : Arrays.copyOf(clean, n));
    }

    /**
     * Reads what {@link #toString} shows; a '/' in front is optional. A '\' that starts no escape stands for itself.
     */
    public static ItemPath parse(String text) {
        if (text.indexOf('\\') < 0) {
            return of(text.getBytes(StandardCharsets.UTF_8));
        }
        var out = new ByteArrayOutputStream();
        int i = 0;
        while (i < text.length()) {
            int hex = escapedByte(text, i);
            if (hex >= 0) {
                out.write(hex);
                i += 4;
            } else if (text.startsWith("\\\\", i)) {
                out.write('\\');
                i += 2;
            } else {
                int next = text.offsetByCodePoints(i, 1);
                out.writeBytes(text.substring(i, next).getBytes(StandardCharsets.UTF_8));
                i = next;
            }
        }
        return of(out.toByteArray());
    }

    private static int escapedByte(String text, int at) {
        if (!text.startsWith("\\x", at) || at + 4 > text.length()) {
            return -1;
        }
        int high = Character.digit(text.charAt(at + 2), 16);
        int low = Character.digit(text.charAt(at + 3), 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    /** This path and one name below it; the name is 1 or more bytes without '/' or zero. */
    public ItemPath child(byte[] name) {
        if (bytes.length == 0) {
            return new ItemPath(name.clone());
        }
        byte[] joined = Arrays.copyOf(bytes, bytes.length + 1 + name.length);
        joined[bytes.length] = '/';
        System.arraycopy(name, 0, joined, bytes.length + 1, name.length);
        return new ItemPath(joined);
    }

    /** As {@link #child(byte[])}, with a name that is text. */
    public ItemPath child(String name) {
        return child(name.getBytes(StandardCharsets.UTF_8));
    }

    /** The folder this path is in; the root's is the root. */
    public ItemPath parent() {
        int cut = lastSeparator();
        return cut <= 0 ? ROOT : new ItemPath(Arrays.copyOf(bytes, cut));
    }

    /** The last name; empty for the root. */
    public byte[] name() {
        return Arrays.copyOfRange(bytes, lastSeparator() + 1, bytes.length);
    }

    private int lastSeparator() {
        int i = bytes.length - 1;
        while (i >= 0 && bytes[i] != '/') {
            i--;
        }
        return i;
    }

    public boolean isRoot() {
        return bytes.length == 0;
    }

    /** How many names the path has; 0 for the root. */
    public int depth() {
        int names = bytes.length == 0 ? 0 : 1;
        for (byte b : bytes) {
            if (b == '/') {
                names++;
            }
        }
        return names;
    }

    /** Whether this is {@code ancestor} or lies below it. */
    public boolean startsWith(ItemPath ancestor) {
        int n = ancestor.bytes.length;
        return n == 0 || bytes.length >= n && Arrays.equals(bytes, 0, n, ancestor.bytes, 0, n)
                && (bytes.length == n || bytes[n] == '/');
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Bytes of the path. */
    public int length() {
        return bytes.length;
    }

    @Override
    public int compareTo(ItemPath other) {
        int n = Math.min(bytes.length, other.bytes.length);
        int i = Arrays.mismatch(bytes, 0, n, other.bytes, 0, n);
        return i < 0 ? Integer.compare(bytes.length, other.bytes.length)
                : Integer.compare(rank(bytes[i]), rank(other.bytes[i]));
    }

    /** '/' comes before every other byte, so that what is in a folder follows it at once. */
    private static int rank(byte b) {
        return b == '/' ? -1 : b & 0xff;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ItemPath path && Arrays.equals(bytes, path.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The path as text, with a '/' in front. */
    @Override
    public String toString() {
        return "/" + show(bytes);
    }

    /** One name as {@link #toString} shows it. */
    public static String show(byte[] name) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(name);
        CharBuffer out = CharBuffer.allocate(name.length + 1);
        var text = new StringBuilder(name.length);
        while (true) {
            CoderResult result = decoder.decode(in, out, true);
            text.append(out.flip().toString().replace("\\", "\\\\"));
            out.clear();
            if (!result.isError()) {
                return text.toString();
            }
            for (int i = 0; i < result.length(); i++) {
                text.append(String.format("\\x%02x", in.get()));
            }
            decoder.reset();
        }
    }
}
