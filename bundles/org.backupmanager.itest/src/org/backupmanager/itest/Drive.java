package org.backupmanager.itest;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small drive that is mounted for a test, which takes Linux and root; elsewhere the test is passed over. */
final class Drive implements AutoCloseable {

    private final Path folder;

    /** Mounts it on that folder, which is made. */
    Drive(Path folder, int megabytes) throws IOException, InterruptedException {
        this.folder = Files.createDirectories(folder);
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "none", folder.toString()),
                "nothing can be mounted here");
    }

    Path folder() {
        return folder;
    }

    void makeReadOnly() throws InterruptedException {
        assertTrue(run("mount", "-o", "remount,ro", folder.toString()));
    }

    void grow(int megabytes) throws InterruptedException {
        assertTrue(run("mount", "-o", "remount,size=" + megabytes + "m", folder.toString()));
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException noSuchCommand) {
            return false;
        }
    }

    @Override
    public void close() throws InterruptedException {
        assertTrue(run("umount", folder.toString()));
    }
}
