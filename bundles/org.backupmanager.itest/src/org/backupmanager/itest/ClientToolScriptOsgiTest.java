package org.backupmanager.itest;

import static org.backupmanager.testkit.TreeFixture.dir;
import static org.backupmanager.testkit.TreeFixture.file;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.backupmanager.model.CipherSuite;
import org.backupmanager.testkit.TreeDigest;
import org.backupmanager.testkit.TreeFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A script as administrators have it for the command line that they know, against this one. */
class ClientToolScriptOsgiTest {

    private static final long PATIENCE_MINUTES = 3;

    @TempDir
    Path top;

    @Test
    void aScriptThatWaitsForIdleBacksUpRestoresAndReadsTablesRunsUnchanged() throws Exception {
        assumeFalse(System.getProperty("os.name").startsWith("Windows"), "there is no sh");
        try (var road = new Road(top)) {
            TreeFixture.of(road.origin(), file("a", 1_000), dir("folder", file("b", 300_000)));
            road.create(CipherSuite.AES_128);
            road.close();
            Path tool = CommandLineProcess.script(top.resolve("clienttool"), road.home());
            Path script = new Repository().root().resolve(
                    "bundles/org.backupmanager.itest/scripts/backup-and-restore.sh");
            try (var service = new CommandLineProcess(Files.createDirectories(top.resolve("service")), road.home(),
                    "control.service.run")) {
                service.awaitHold();
                assertEquals("Data sources: FileSystem\nErrors: 0\nFileSystem\tRestore\tCompleted\n",
                        said("sh", script.toString(), tool.toString(), road.origin().toString(),
                                top.resolve("out").toString()), service::said);
            }
            assertEquals(List.of(), TreeDigest.differences(road.origin(), road.restored("out")));
        }
    }

    private String said(String... command) throws Exception {
        Path output = top.resolve("output");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        try {
            assertTrue(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES), () -> "still running: " + output);
            assertEquals(0, process.exitValue(), Files.readString(output));
            return Files.readString(output);
        } finally {
            process.destroyForcibly();
        }
    }
}
