package org.backupmanager.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Everything about a tree of files as text, one line for each, and the differences of two trees: kind, permissions,
 * owner, group, time to the nanosecond,
 * device number, link target, extended attributes, which names are hard links of one file, and the content. Reads by
 * way of Java and the C library, not by
 * that of the product. Paths below 4,096 bytes only.
 */
public final class TreeDigest {

    private static final boolean UNIX = FileSystems.getDefault().supportedFileAttributeViews().contains("unix");
    private static final boolean LINUX = System.getProperty("os.name").equals("Linux");

    private final SortedMap<String, String> lines = new TreeMap<>();
    private final Map<Object, String> firstNames = new TreeMap<>();
    private final List<NativeAttributes> extended = LINUX ? List.of(new NativeAttributes()) : List.of();
    private final String root;

    private TreeDigest(Path root) throws IOException {
        this.root = raw(root);
        visit(root);
    }

    /** A line for each file by its path relative to the root, which is "." itself. */
    public static SortedMap<String, String> of(Path root) throws IOException {
        return new TreeDigest(root.toAbsolutePath().normalize()).lines;
    }

    /**
     * What is not equal, one line for each path; empty where the trees are equal. The two roots themselves are compared
     * as well.
     */
    public static List<String> differences(Path expected, Path actual) throws IOException {
        SortedMap<String, String> before = of(expected);
        SortedMap<String, String> after = of(actual);
        var paths = new TreeSet<>(before.keySet());
        paths.addAll(after.keySet());
        List<String> differences = new ArrayList<>();
        for (String path : paths) {
            String one = before.getOrDefault(path, "missing");
            String other = after.getOrDefault(path, "missing");
            if (!one.equals(other)) {
                differences.add(path + "\n  expected " + one + "\n  but was  " + other);
            }
        }
        return differences;
    }

    private void visit(Path file) throws IOException {
        BasicFileAttributes basic = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        String path = raw(file).substring(root.length());
        String name = path.isEmpty() ? "." : path.substring(1);
        lines.put(name, line(file, basic, name));
        if (basic.isDirectory()) {
            var children = new TreeMap<String, Path>();
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(file)) {
                stream.forEach(child -> children.put(raw(child), child));
            }
            for (Path child : children.values()) {
                visit(child);
            }
        }
    }

    private String line(Path file, BasicFileAttributes basic, String name) throws IOException {
        var line = new StringBuilder(kind(basic)).append(" modified ").append(basic.lastModifiedTime().toInstant());
        if (basic.isRegularFile()) {
            line.append(" size ").append(basic.size()).append(" content ").append(content(file));
        }
        if (basic.isSymbolicLink()) {
            line.append(" to ").append(HexFormat.of().formatHex(bytes(Files.readSymbolicLink(file))));
        }
        if (UNIX) {
            Map<String, Object> unix = Files.readAttributes(file, "unix:mode,uid,gid,rdev,ino,dev,nlink",
                    LinkOption.NOFOLLOW_LINKS);
            line.append(String.format(" mode %o owner %s:%s device %s", unix.get("mode"), unix.get("uid"),
                    unix.get("gid"),
                    basic.isOther() ? unix.get("rdev") : 0));
            if (!basic.isDirectory() && (int) unix.get("nlink") > 1) {
                line.append(" same as ").append(firstNames.computeIfAbsent(unix.get("dev") + "/" + unix.get("ino"),
                        k -> name));
            }
        }
        for (NativeAttributes attributes : extended) {
            line.append(" with ").append(attributes.all(file));
        }
        return line.toString();
    }

    private static String kind(BasicFileAttributes basic) {
        return basic.isDirectory() ? "folder" : basic.isRegularFile() ? "file" : basic.isSymbolicLink() ? "link"
                : "special";
    }

    private static String content(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 12);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** An absolute path with bytes that are not ASCII as %HH; without a '/' at its end. */
    private static String raw(Path path) {
        String raw = path.toUri().getRawPath();
        return raw.endsWith("/") ? raw.substring(0, raw.length() - 1) : raw;
    }

    /** The bytes of a path as the operating system sees them, relative if the path is. */
    static byte[] bytes(Path path) {
        var out = new ByteArrayOutputStream();
        String base = path.isAbsolute() ? "" : raw(Path.of("").toAbsolutePath()) + '/';
        String raw = raw(path.toAbsolutePath()).substring(base.length());
        for (int i = 0; i < raw.length(); i++) {
            if (raw.charAt(i) == '%') {
                out.write(Integer.parseInt(raw, i + 1, i + 3, 16));
                i += 2;
            } else {
                out.write(raw.charAt(i));
            }
        }
        return out.toByteArray();
    }
}
