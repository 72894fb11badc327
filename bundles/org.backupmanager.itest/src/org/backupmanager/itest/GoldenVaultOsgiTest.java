package org.backupmanager.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.backupmanager.model.Code;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.Trouble;
import org.backupmanager.recovery.RepairPlan;
import org.backupmanager.session.Device;
import org.backupmanager.session.Devices;
import org.backupmanager.session.Progress;
import org.backupmanager.testkit.TreeDigest;
import org.backupmanager.testkit.TreeFixture;
import org.eclipse.core.runtime.FileLocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole devices as the product of format version 1 wrote them ({@code releng/reader/make-golden} shows how): restored
 * by the product of today, and by the reader in {@code releng/reader}, which knows nothing but FORMAT.md. Files in
 * {@code golden} never change.
 */
class GoldenVaultOsgiTest {

    private static final String DEVICE = "Golden.Device";
    private static final String PASSPHRASE = "goldene\u0301";
    private static final String ORIGIN = "var/tmp/golden/origin";
    private static final List<String> VAULTS = List.of("aes-128", "aes-256", "blowfish-448");

    @TempDir
    Path top;

    private final Path checkout = new Repository().root();
    private final Path golden = checkout.resolve("bundles/org.backupmanager.itest/golden");

    @Test
    void theProductRestoresThem() throws Exception {
        assumeRoot();
        for (String vault : VAULTS) {
            Path storage = copied(vault);
            Devices devices = new Services().get(Devices.class);
            try (Device device = devices.join(top.resolve(vault + "-home"), DEVICE, storage.toString(),
                    PASSPHRASE.toCharArray(), Progress.NONE)) {
                List<SessionReport> sessions = device.sessions().reports().reversed();
                assertEquals(2, sessions.size(), vault);
                for (SessionReport session : sessions) {
                    Path out = top.resolve(vault + session.id());
                    assertEquals(SessionReport.State.COMPLETED,
                            device.sessions().startRestore(Road.plan(session, out)).await().state());
                    assertRestored(session.id().number(), out);
                }
            }
        }
    }

    /** Six cabinets and two parity objects, as version 1 wrote them. */
    @Test
    void theirParityBringsTwoLostCabinetsBack() throws Exception {
        assumeRoot();
        Path storage = copied("aes-128");
        copy("aes-128-parity", storage);
        List<Path> cabinets;
        try (Stream<Path> files = Files.walk(storage.resolve("golden.device/cabinets"))) {
            cabinets = files.filter(Files::isRegularFile).sorted().toList();
        }
        Files.delete(cabinets.get(0));
        Files.delete(cabinets.get(4));
        try (Device device = new Services().get(Devices.class).join(top.resolve("parity-home"), DEVICE,
                storage.toString(), PASSPHRASE.toCharArray(), Progress.NONE)) {
            SessionReport repaired = device.sessions().startRepair(new RepairPlan(true, Optional.empty())).await();
            assertEquals(SessionReport.State.COMPLETED, repaired.state());
            assertEquals(List.of(Code.HEALED, Code.HEALED), device.sessions().troubles(repaired.id(), 10).stream()
                    .map(Trouble::code).toList());
            for (SessionReport session : device.sessions().reports()) {
                if (session.type() == SessionReport.Type.BACKUP) {
                    Path out = top.resolve("parity-" + session.id());
                    assertEquals(SessionReport.State.COMPLETED,
                            device.sessions().startRestore(Road.plan(session, out)).await().state());
                    assertRestored(session.id().number(), out);
                }
            }
        }
        assertTrue(Files.exists(cabinets.get(0)) && Files.exists(cabinets.get(4)));
    }

    @Test
    void aReaderThatKnowsOnlyTheFormatRestoresThem() throws Exception {
        assumeRoot();
        Path reader = compiledReader();
        for (String vault : VAULTS) {
            String storage = copied(vault).toString();
            String checked = read(reader, 0, "verify", storage, DEVICE);
            assertTrue(checked.contains("session 1: 44 items") && checked.contains("session 2: 45 items"), checked);
            for (long session = 1; session <= 2; session++) {
                Path out = top.resolve("reader-" + vault + session);
                read(reader, 0, "restore", storage, DEVICE, Long.toString(session), out.toString());
                assertRestored(session, out);
            }
        }
        assertNoticesOneWrongByte(reader);
    }

    private void assertNoticesOneWrongByte(Path reader) throws Exception {
        Path storage = top.resolve("aes-128");
        Path cabinet;
        try (Stream<Path> files = Files.walk(storage)) {
            cabinet = files.filter(file -> file.toString().contains("cabinets") && Files.isRegularFile(file)).sorted()
                    .findFirst().orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(cabinet);
        bytes[200] ^= 1;
        Files.write(cabinet, bytes);
        String said = read(reader, 1, "verify", storage.toString(), DEVICE);
        assertTrue(said.contains(cabinet.getFileName().toString()), said);
    }

    private static void assumeRoot() {
        assumeTrue("root".equals(System.getProperty("user.name")), "owners and devices need root");
    }

    /** Opening a device may write to its storage; the golden files stay as they are. */
    private Path copied(String vault) throws IOException {
        Path copy = top.resolve(vault);
        copy(vault, copy);
        return copy;
    }

    private void copy(String vault, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(golden.resolve(vault))) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(golden.resolve(vault).relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }

    private void assertRestored(long session, Path out) throws IOException {
        SortedMap<String, String> expected = new TreeMap<>();
        for (String line : Files.readAllLines(golden.resolve("expected-" + session))) {
            String[] words = line.split("\t");
            expected.put(words[0], words[1]);
        }
        assertEquals(text(expected), text(TreeDigest.of(out.resolve(ORIGIN))), "session " + session);
        TreeFixture.remove(out);
    }

    private static String text(Map<String, String> lines) {
        return String.join("\n", lines.entrySet().stream().map(line -> line.getKey() + "\t" + line.getValue())
                .toList());
    }

    private Path compiledReader() throws Exception {
        Path classes = top.resolve("classes");
        List<String> command = new ArrayList<>(List.of(tool("javac"), "-d", classes.toString(), "-cp", libraries()));
        try (Stream<Path> sources = Files.list(checkout.resolve("releng/reader"))) {
            sources.filter(file -> file.toString().endsWith(".java")).forEach(file -> command.add(file.toString()));
        }
        run(command, 0);
        return classes;
    }

    private String read(Path reader, int exitCode, String... words) throws Exception {
        var command = new ArrayList<>(List.of(tool("java"), "--enable-native-access=ALL-UNNAMED", "-cp",
                reader + System.getProperty("path.separator") + libraries(), "Reader"));
        command.addAll(List.of(words));
        return run(command, exitCode);
    }

    private static String run(List<String> command, int exitCode) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var out = process.getOutputStream()) {
            out.write((PASSPHRASE + "\n").getBytes(StandardCharsets.UTF_8));
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(2, TimeUnit.MINUTES), said);
        assertEquals(exitCode, process.exitValue(), said);
        return said;
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    private static String libraries() {
        return Stream.of("bcprov", "com.github.luben.zstd-jni")
                .map(name -> FileLocator.getBundleFileLocation(new Services().bundle(name)).orElseThrow().toString())
                .reduce((a, b) -> a + System.getProperty("path.separator") + b).orElseThrow();
    }
}
