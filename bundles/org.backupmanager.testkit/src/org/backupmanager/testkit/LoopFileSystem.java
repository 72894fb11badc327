package org.backupmanager.testkit;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A file system of its own in a file, for tests of what only some file systems can do; unmounted by close. */
public final class LoopFileSystem implements AutoCloseable {

    private final Path folder;

    private LoopFileSystem(Path folder) {
        this.folder = folder;
    }

    /**
     * Makes and mounts a btrfs of that many MiB, at least 128.
     *
     * @return empty where this user or machine cannot do that
     */
    public static Optional<LoopFileSystem> btrfs(int mebibytes) throws IOException {
        return made(mebibytes, "mkfs.btrfs", "-q", "-f");
    }

    /** Makes and mounts an ext4 of that many MiB; as {@link #btrfs}. */
    public static Optional<LoopFileSystem> ext4(int mebibytes) throws IOException {
        return made(mebibytes, "mkfs.ext4", "-q", "-F");
    }

    private static Optional<LoopFileSystem> made(int mebibytes, String... tool) throws IOException {
        if (!"root".equals(System.getProperty("user.name")) || !Files.exists(Path.of("/dev/loop-control"))) {
            return Optional.empty();
        }
        Path folder = Files.createTempDirectory("loop-test");
        var made = new LoopFileSystem(folder);
        try (var image = new RandomAccessFile(folder.resolve("image").toFile(), "rw")) {
            image.setLength((long) mebibytes << 20);
        }
        Files.createDirectory(made.root());
        String[] make = java.util.Arrays.copyOf(tool, tool.length + 1);
        make[tool.length] = folder.resolve("image").toString();
        if (run(make) && run("mount", "-o", "loop", folder.resolve("image").toString(), made.root().toString())) {
            return Optional.of(made);
        }
        made.close();
        return Optional.empty();
    }

    /** Where it is mounted. */
    public Path root() {
        return folder.resolve("root");
    }

    /** Runs a command, and says whether it could be run and ended well; what it prints is dropped. */
    public static boolean run(String... command) throws IOException {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } catch (IOException noSuchTool) {
            return false;
        }
    }

    /** Unmounts all that is mounted in it, and removes it. */
    @Override
    public void close() throws IOException {
        String mounts = Files.readString(Path.of("/proc/self/mounts"), StandardCharsets.ISO_8859_1);
        for (String line : mounts.lines().toList().reversed()) {
            String place = line.split(" ")[1];
            if (Path.of(place).startsWith(root()) && !run("umount", place)) {
                run("umount", "-l", place);
            }
        }
        run("rm", "-rf", "--one-file-system", folder.toString());
    }
}
