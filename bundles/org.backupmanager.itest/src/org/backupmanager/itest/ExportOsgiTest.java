package org.backupmanager.itest;

import static org.backupmanager.testkit.TreeFixture.dir;
import static org.backupmanager.testkit.TreeFixture.file;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.backupmanager.model.CipherSuite;
import org.backupmanager.model.Code;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.recovery.ArchiveFormat;
import org.backupmanager.recovery.RecoveryPlan;
import org.backupmanager.recovery.RecoveryPlan.ExistingFiles;
import org.backupmanager.recovery.RecoveryPlan.Moment;
import org.backupmanager.testkit.TreeDigest;
import org.backupmanager.testkit.TreeFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A restore exported as an archive, and unpacked by the system's own tar. */
class ExportOsgiTest {

    @TempDir
    Path top;

    private Road road;

    @BeforeEach
    void begin() {
        road = new Road(top);
    }

    @AfterEach
    void end() {
        road.close();
    }

    private RecoveryPlan plan(SessionReport from) throws Exception {
        return new RecoveryPlan(Road.FILES, new Moment.Of(from.id()),
                List.of(road.device().source(Road.FILES).parse(road.origin().toString())), List.of(),
                Optional.empty(), ExistingFiles.OVERWRITE);
    }

    private Path unpack(Path archive) throws Exception {
        Path out = Files.createDirectory(top.resolve("out"));
        Path log = top.resolve("log");
        int exit = new ProcessBuilder("tar", "-xpf", archive.toString(), "-C", out.toString(), "--numeric-owner",
                "--same-owner", "--xattrs", "--xattrs-include=*", "--acls").redirectErrorStream(true)
                .redirectOutput(log.toFile()).start().waitFor();
        assertEquals(0, exit, Files.readString(log));
        return road.restored("out");
    }

    @Test
    void everyKindOfFileComesBackEqualFromATarButSockets() throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "others may not read every file");
        assumeTrue(hasTar(), "tar is not installed");
        TreeFixture.everything(road.origin());
        road.create(CipherSuite.AES_128);
        SessionReport session = road.backup();
        Path file = top.resolve("archives/all.tar");
        SessionReport report = road.device().restores().export(plan(session), file, ArchiveFormat.TAR).await();
        assertEquals(State.COMPLETED, report.state(), () -> road.troubles(report).toString());
        List<String> differences = TreeDigest.differences(road.origin(), unpack(file)).stream()
                .filter(one -> !one.contains("socket")).toList();
        assertEquals(List.of(), differences);
    }

    @Test
    void aStreamGetsTheSameAsAFile() throws Exception {
        TreeFixture.of(road.origin(), file("a", 3_000_000), dir("b", file("c", 100)));
        road.create(CipherSuite.AES_128);
        RecoveryPlan plan = plan(road.backup());
        var out = new ByteArrayOutputStream();
        assertEquals(State.COMPLETED, road.device().restores().exportTo(plan, out, ArchiveFormat.TAR).await().state());
        Path file = top.resolve("a.tar");
        road.device().restores().export(plan, file, ArchiveFormat.TAR).await();
        assertEquals(-1, Files.mismatch(file, Files.write(top.resolve("stream.tar"), out.toByteArray())));
    }

    @Test
    void aFileThatIsThereIsNotReplacedAndNothingUnfinishedIsLeft() throws Exception {
        TreeFixture.of(road.origin(), file("a", 10));
        road.create(CipherSuite.AES_128);
        RecoveryPlan plan = plan(road.backup());
        Path file = Files.writeString(top.resolve("mine.zip"), "mine");
        Road.assertRefused(Code.TARGET_DENIED, () -> road.device().restores().export(plan, file, ArchiveFormat.ZIP),
                file);
        assertEquals("mine", Files.readString(file));
        assertFalse(List.of(top.toFile().list()).stream().anyMatch(name -> name.startsWith(".bmrestore")));
    }

    private static boolean hasTar() {
        try {
            return new ProcessBuilder("tar", "--version").start().waitFor() == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
