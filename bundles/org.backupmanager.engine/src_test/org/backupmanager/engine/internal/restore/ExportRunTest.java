package org.backupmanager.engine.internal.restore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

import org.backupmanager.engine.internal.backup.Bench;
import org.backupmanager.engine.internal.run.RunProgress;
import org.backupmanager.engine.internal.run.TroubleLog;
import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Mask;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.SessionReport.Type;
import org.backupmanager.recovery.ArchiveFormat;
import org.backupmanager.recovery.RecoveryPlan;
import org.backupmanager.recovery.RecoveryPlan.Choices;
import org.backupmanager.recovery.RecoveryPlan.ExistingFiles;
import org.backupmanager.recovery.RecoveryPlan.Moment;
import org.backupmanager.session.BackupException;
import org.backupmanager.storage.ObjectName;
import org.backupmanager.storage.StorageTransport.StoredObject;
import org.backupmanager.testkit.FakeSource;
import org.backupmanager.testkit.MemoryTransport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes into an archive, as the programs of the system read it. */
class ExportRunTest {

    @TempDir
    Path folder;
    private final FakeSource source = new FakeSource();
    private final MemoryTransport storage = new MemoryTransport();
    private final byte[] large = new byte[70 << 20];
    private Bench bench;

    @BeforeEach
    void makeDevice() throws Exception {
        bench = new Bench(storage, folder).created();
        new Random(3).nextBytes(large);
        source.tree().file("/a/one.txt", "one".getBytes()).file("/a/" + "long name ".repeat(20), "long".getBytes())
                .sparse("/a/sparse", "begin".getBytes(), 40 << 20).link("/a/link", "../a/one.txt").folder("/b/empty")
                .file("/b/\\xff\\xfe", "no text".getBytes()).file("/b/nothing", new byte[0]);
    }

    private SessionReport backUp() throws Exception {
        SessionReport session = bench.backup(source, "/a", "/b");
        assertEquals(State.COMPLETED, session.state());
        return session;
    }

    private SessionReport export(SessionReport from, ArchiveFormat format, OutputStream out, RecoveryPlan plan)
            throws Exception {
        SessionReport begun = bench.begin("Fake", Type.RESTORE);
        var progress = new RunProgress();
        var troubles = new TroubleLog(bench.depot.register(), begun.id(), progress, bench.clock);
        return new ExportRun(bench.depot, new ExportTask(begun, from, plan, format, out, "the test"), progress,
                troubles).run(bench.clock, out::flush);
    }

    private static RecoveryPlan plan(Choices choices, String... paths) {
        return new RecoveryPlan("Fake", new Moment.Latest(), Stream.of(paths).map(ItemPath::parse).toList(), List.of(),
                Optional.empty(), ExistingFiles.OVERWRITE, choices);
    }

    private Path archive(SessionReport from, ArchiveFormat format, RecoveryPlan plan) throws Exception {
        Path file = folder.resolve("archive");
        try (OutputStream out = Files.newOutputStream(file)) {
            SessionReport report = export(from, format, out, plan);
            assertEquals(State.COMPLETED, report.state(), () -> troubles(report));
        }
        return file;
    }

    private String troubles(SessionReport report) {
        try {
            return bench.troubles(report).toString();
        } catch (BackupException e) {
            throw new AssertionError(e);
        }
    }

    /** Runs a program that has to succeed; returns what it printed. */
    private String run(String... command) throws Exception {
        Path log = folder.resolve("log");
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        } catch (IOException missing) {
            assumeTrue(false, command[0] + " is not installed");
            return "";
        }
        int exit = process.waitFor();
        String text = Files.readString(log, StandardCharsets.ISO_8859_1);
        assertEquals(0, exit, text);
        return text;
    }

    private void assertTree(Path out) throws Exception {
        assertEquals("one", Files.readString(out.resolve("a/one.txt")));
        assertEquals("long", Files.readString(out.resolve("a").resolve("long name ".repeat(20))));
        assertArrayEquals(source.tree().content("/a/sparse"), Files.readAllBytes(out.resolve("a/sparse")));
        assertEquals(Path.of("../a/one.txt"), Files.readSymbolicLink(out.resolve("a/link")));
        assertTrue(Files.isDirectory(out.resolve("b/empty")));
        assertEquals(0, Files.size(out.resolve("b/nothing")));
        Instant modified = source.tree().item(ItemPath.parse("/a/one.txt")).orElseThrow().attributes().modified();
        assertEquals(modified.getEpochSecond() / 2, // a zip counts in two seconds where nothing else is read
                Files.getLastModifiedTime(out.resolve("a/one.txt")).toMillis() / 2000);
    }

    @Test
    void tarReadsWhatWasExported() throws Exception {
        source.tree().file("/a/large", large);
        Path out = Files.createDirectory(folder.resolve("out"));
        Path file = archive(backUp(), ArchiveFormat.TAR, plan(Choices.NONE));
        run("tar", "-x", "-f", file.toString(), "-C", out.toString(), "--no-same-owner");
        assertTree(out);
        assertArrayEquals(large, Files.readAllBytes(out.resolve("a/large")));
        assertEquals(source.tree().item(ItemPath.parse("/a/one.txt")).orElseThrow().attributes().modified(),
                Files.getLastModifiedTime(out.resolve("a/one.txt")).toInstant(), "to the nanosecond");
        assertTrue(Files.size(file) < large.length + (12 << 20), "holes are not written");
        assertTrue(run("tar", "-t", "-f", file.toString(), "--quoting-style=escape").contains("b/\\377\\376"));
    }

    @Test
    void pythonReadsTheTarAlike() throws Exception {
        Path file = archive(backUp(), ArchiveFormat.TAR, plan(Choices.NONE));
        Path out = Files.createDirectory(folder.resolve("out"));
        run("python3", "-c", "import tarfile,sys; tarfile.open(sys.argv[1]).extractall(sys.argv[2])", file.toString(),
                out.toString());
        assertTree(out);
    }

    @Test
    void unzipReadsWhatWasExported() throws Exception {
        Path out = Files.createDirectory(folder.resolve("out"));
        Path file = archive(backUp(), ArchiveFormat.ZIP, plan(Choices.NONE));
        run("unzip", "-q", file.toString(), "-d", out.toString());
        assertTree(out);
    }

    @Test
    void pythonReadsTheZipAlike() throws Exception {
        source.tree().file("/a/large", large);
        Path file = archive(backUp(), ArchiveFormat.ZIP, plan(Choices.NONE));
        String text = run("python3", "-c", "import zipfile,sys; z=zipfile.ZipFile(sys.argv[1]); print(z.testzip());"
                + "print(sorted((i.filename, oct(i.external_attr >> 16), i.file_size) for i in z.infolist()))",
                file.toString());
        assertTrue(text.startsWith("None"), text);
        assertTrue(text.contains("('a/one.txt', '0o100644', 3)") && text.contains("('b/empty/', '0o40755', 0)")
                && text.contains("('a/large', '0o100644', " + large.length), text);
        assertTrue(text.contains("xff") && text.contains("'0o120644', 12)"), text);
    }

    @Test
    void aPlanSaysWhatGoesIn() throws Exception {
        Path file = archive(backUp(), ArchiveFormat.TAR, plan(new Choices(List.of(Mask.of("*.txt"), Mask.of("empty")),
                Optional.empty(), false)));
        assertEquals("a/one.txt\nb/empty/\n", run("tar", "-t", "-f", file.toString()));
        file = archive(bench.backup(source, "/a", "/b"), ArchiveFormat.TAR, plan(Choices.NONE, "/b/empty"));
        assertEquals("./\nb/\nb/empty/\n", run("tar", "-t", "-f", file.toString()));
    }

    @Test
    void aDamagedFileIsLeftOutAndNamed() throws Exception {
        SessionReport session = backUp();
        source.tree().file("/c/new", Arrays.copyOf(large, 3 << 20));
        List<ObjectName> before = cabinets();
        SessionReport second = bench.backup(source, "/a", "/b", "/c");
        for (ObjectName cabinet : cabinets()) {
            if (!before.contains(cabinet)) {
                storage.delete(cabinet);
            }
        }
        var out = new ByteArrayOutputStream();
        SessionReport report = export(second, ArchiveFormat.TAR, out, plan(Choices.NONE));
        assertEquals(State.COMPLETED_WITH_ERRORS, report.state());
        assertEquals(Code.ITEM_DAMAGED, bench.troubles(report).getFirst().code());
        Path file = Files.write(folder.resolve("archive"), out.toByteArray());
        String names = run("tar", "-t", "-f", file.toString());
        assertTrue(names.contains("a/one.txt") && !names.contains("c/new"), names);
        assertEquals(State.COMPLETED, session.state());
    }

    private List<ObjectName> cabinets() throws Exception {
        return storage.list(bench.depot.names().cabinets()).stream().map(StoredObject::name).toList();
    }

    @Test
    void aReaderThatGoesEndsTheExport() throws Exception {
        SessionReport session = backUp();
        var refused = assertThrows(BackupException.class, () -> export(session, ArchiveFormat.TAR, new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        }, plan(Choices.NONE)));
        assertEquals(Code.TARGET_FAILED, refused.code());
    }
}
