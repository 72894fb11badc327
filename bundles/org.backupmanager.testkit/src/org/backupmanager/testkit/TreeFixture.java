package org.backupmanager.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Makes trees of files for tests. Contents come from the name, so that two fixtures of the same shape are equal. */
public final class TreeFixture {

    private static final boolean LINUX = System.getProperty("os.name").equals("Linux");

    private final Path root;

    private TreeFixture(Path root) {
        this.root = root;
    }

    /** Makes these below a folder, which is made if it is missing. */
    public static void of(Path root, Entry... entries) throws IOException {
        Files.createDirectories(root);
        for (Entry entry : entries) {
            entry.make(root);
        }
    }

    /** A file of so many bytes. */
    public static Entry file(String name, int size) {
        return parent -> Files.write(parent.resolve(name), bytes(name.hashCode(), size));
    }

    /** A folder with these in it. */
    public static Entry dir(String name, Entry... entries) {
        return parent -> of(parent.resolve(name), entries);
    }

    /** A symbolic link. */
    public static Entry link(String name, String target) {
        return parent -> Files.createSymbolicLink(parent.resolve(name), Path.of(target));
    }

    /** Bytes that look random and are the same for the same seed. */
    public static byte[] bytes(long seed, int size) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /**
     * Makes every kind of file below a folder that this user may make and this file system can hold: on Linux as root
     * all of them. What cannot be made here
     * is left out, so the tree has to be compared with itself and not with a list.
     */
    public static void everything(Path root) throws IOException {
        var fixture = new TreeFixture(root);
        of(root, file("empty", 0), file("small", 15_000), file("two-megabytes", 2_000_000), dir("empty-folder"),
                dir("a", file("in-a", 10), dir("deeper", file("in-deeper", 20))), file("a.b", 5), file("a-b", 6),
                file(".hidden", 7), file("with blank", 8), file("größe-日本-😀", 9), dir("Ünïcode", file("x", 1)));
        fixture.sparse();
        if (!System.getProperty("os.name").startsWith("Windows")) {
            fixture.linksAndNames();
            fixture.permissions();
        }
        if (LINUX) {
            fixture.specials();
            fixture.extended();
            fixture.times();
        }
    }

    private void sparse() throws IOException {
        try (FileChannel channel = FileChannel.open(root.resolve("sparse"), StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            channel.write(ByteBuffer.wrap(bytes(1, 5_000)), 0);
            channel.write(ByteBuffer.wrap(bytes(2, 70_000)), 3_000_000);
            channel.write(ByteBuffer.wrap(bytes(3, 1)), 9_000_000);
        }
        try (FileChannel channel = FileChannel.open(root.resolve("only-a-hole"), StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            channel.write(ByteBuffer.wrap(bytes(4, 1)), 4_999_999);
            channel.truncate(4_999_998);
        }
    }

    private void linksAndNames() throws IOException {
        of(root, link("to-small", "small"), link("to-folder", "a"), link("dangling", "no/such/../thing"),
                link("absolute", "/etc/hostname"), file("line\nbreak", 11), file("back\\slash", 12), file("*?[]\"'",
                13),
                file("x".repeat(255), 14));
        Files.write(raw("not-utf8-%ff%fe"), bytes(5, 30));
        Files.createDirectory(raw("folder-%c3%28"));
        Files.write(raw("folder-%c3%28/%80"), bytes(6, 31));
        Files.write(root.resolve("hard-1"), bytes(7, 4_000));
        Files.createLink(root.resolve("hard-2"), root.resolve("hard-1"));
        Files.createLink(root.resolve("a/deeper/hard-3"), root.resolve("hard-1"));
        Files.createLink(root.resolve("to-small-again"), root.resolve("to-small"));
    }

    /** A path with bytes given as %HH, which text could not hold. */
    private Path raw(String escaped) {
        return Path.of(URI.create("file://" + root.toUri().getRawPath() + escaped));
    }

    private void permissions() throws IOException {
        for (String mode : List.of("0000", "0400", "0644", "0777", "1777", "2755", "4755", "6711")) {
            Path file = Files.write(root.resolve("mode-" + mode), bytes(mode.hashCode(), 100));
            run("chmod", mode, file.toString());
            if (!Files.isReadable(file)) { // but by root
                Files.delete(file);
            }
        }
        of(root, dir("read-only-folder", file("inside", 3)), dir("setgid-folder"), dir("sticky-folder"));
        run("chmod", "0555", root.resolve("read-only-folder").toString());
        run("chmod", "2775", root.resolve("setgid-folder").toString());
        run("chmod", "1777", root.resolve("sticky-folder").toString());
        of(root, file("owned", 5), dir("owned-folder", file("x", 3)), link("owned-link", "nowhere"));
        run("chown", "-h", "12345:54321", root.resolve("owned").toString(), root.resolve("owned-folder").toString(),
                root.resolve("owned-link").toString());
    }

    private void specials() throws IOException {
        run("mkfifo", "-m", "640", root.resolve("fifo").toString());
        run("mknod", "-m", "604", root.resolve("character-device").toString(), "c", "1", "3");
        run("mknod", "-m", "660", root.resolve("block-device").toString(), "b", "259", "70000");
        if (root.resolve("socket").toString().length() < 100) {
            try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                socket.bind(UnixDomainSocketAddress.of(root.resolve("socket")));
            }
        }
    }

    private void extended() throws IOException {
        var attributes = new NativeAttributes();
        of(root, file("extended", 50), dir("extended-folder", file("inherits-nothing", 1)), file("capable", 60),
                file("acl", 70), file("extended-long", 80), file("extended-many", 90),
                link("extended-link", "nowhere"));
        Path file = root.resolve("extended");
        attributes.set(file, "user.comment", "Grüße".getBytes(StandardCharsets.UTF_8));
        attributes.set(file, "user.empty", new byte[0]);
        attributes.set(file, "user.binary", bytes(8, 500));
        attributes.set(file, "trusted.test", bytes(9, 20));
        attributes.set(root.resolve("extended-long"), "user.long", bytes(12, 3_000));
        for (int i = 10; i < 40; i++) {
            attributes.set(root.resolve("extended-many"), "user." + "of-many-names".repeat(3) + i, bytes(i, 10));
        }
        attributes.set(root.resolve("extended-link"), "trusted.test", bytes(10, 20));
        attributes.set(root.resolve("extended-folder"), "user.folder", bytes(11, 5));
        // cap_net_bind_service+ep, revision 2
        attributes.set(root.resolve("capable"), "security.capability",
                HexFormat.of().parseHex("0100000200040000000000000000000000000000"));
        // user::rw- user:1234:r-- group::r-- mask::rw- other::---
        String acl = "02000000" + "01000600ffffffff" + "02000400d2040000" + "04000400ffffffff" + "10000600ffffffff"
                + "20000000ffffffff";
        attributes.set(root.resolve("acl"), "system.posix_acl_access", HexFormat.of().parseHex(acl));
        attributes.set(root.resolve("extended-folder"), "system.posix_acl_default", HexFormat.of().parseHex(acl));
    }

    private void times() throws IOException {
        of(root, file("before-1970", 1), file("nanosecond", 1), file("after-2038", 1), file("after-2262", 1),
                dir("old-folder"),
                link("old-link", "x"));
        touch("before-1970", "1969-12-31 23:59:58.123456789 UTC");
        touch("nanosecond", "2024-02-29 12:00:00.000000001 UTC");
        touch("after-2038", "2040-01-01 00:00:00.5 UTC");
        touch("after-2262", "2300-01-01 00:00:00.999999999 UTC");
        touch("old-folder", "1901-12-14 00:00:00.25 UTC");
        touch("old-link", "2001-09-09 01:46:40 UTC");
    }

    private void touch(String name, String time) throws IOException {
        run("touch", "-h", "-d", time, root.resolve(name).toString());
    }

    /** What is not allowed to this user is left out. */
    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Removes a tree, also one with folders that nobody may write into. */
    public static void remove(Path root) throws IOException {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
            root.toFile().setWritable(true);
            try (var children = Files.list(root)) {
                children.forEach(child -> {
                    try {
                        remove(child);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
            }
        }
        Files.delete(root);
    }

    /** Something to make below a folder. */
    @FunctionalInterface
    public interface Entry {
        void make(Path parent) throws IOException;
    }
}
