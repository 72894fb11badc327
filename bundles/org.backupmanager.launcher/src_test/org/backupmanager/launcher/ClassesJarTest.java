package org.backupmanager.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassesJarTest {

    @TempDir
    Path folder;

    private Bundles bundles;
    private InstalledBundle framework;

    @BeforeEach
    void installTheFramework() throws IOException {
        bundles = new Bundles(folder);
        framework = bundles.make("framework", Map.of("Eclipse-SystemBundle", "true"), Map.of("f/F.class", text("F")));
    }

    @Test
    void theClassesOfAllBundlesAreThereUncompressedAndUnsigned() throws Exception {
        InstalledBundle a = bundles.make("a", Map.of(), Map.of("a/A.class", text("A"), "META-INF/X.SF", text("x")));
        InstalledBundle b = bundles.make("b", Map.of(), Map.of("b/messages.properties", text("b")));
        assertEquals(Map.of("f/F.class", "F", "a/A.class", "A", "b/messages.properties", "b"), written(a, b));
        try (var jar = new JarFile(folder.resolve("classes.jar").toFile())) {
            assertEquals(ZipEntry.STORED, jar.getEntry("a/A.class").getMethod());
            assertEquals("true", jar.getManifest().getMainAttributes().getValue("Eclipse-SystemBundle"));
        }
    }

    @Test
    void twoBundlesWithDifferentClassesOfOneNameAreRefused() throws Exception {
        InstalledBundle a = bundles.make("a", Map.of(), Map.of("lib/L.class", text("1")));
        InstalledBundle b = bundles.make("b", Map.of(), Map.of("lib/L.class", text("2")));
        var refused = assertThrows(NotFlatException.class, () -> written(a, b));
        assertEquals("b and a both have lib/L.class", refused.getMessage());
    }

    @Test
    void theSameClassTwiceIsNoMatter() throws Exception {
        InstalledBundle a = bundles.make("a", Map.of(), Map.of("lib/L.class", text("1")));
        InstalledBundle b = bundles.make("b", Map.of(), Map.of("lib/L.class", text("1")));
        assertEquals("1", written(a, b).get("lib/L.class"));
    }

    @Test
    void fragmentsAreRefused() throws Exception {
        InstalledBundle a = bundles.make("a", Map.of("Fragment-Host", "host"), Map.of());
        assertThrows(NotFlatException.class, () -> written(a));
    }

    @Test
    void whatTheFrameworkReadsItselfMayClash() throws Exception {
        InstalledBundle a = bundles.make("a", Map.of(), Map.of("OSGI-INF/c.xml", text("1"), "plugin.xml", text("1")));
        InstalledBundle b = bundles.make("b", Map.of(), Map.of("OSGI-INF/c.xml", text("2"), "plugin.xml", text("2")));
        assertEquals(Map.of("f/F.class", "F"), written(a, b));
    }

    @Test
    void servicesOfSeveralBundlesAreJoined() throws Exception {
        InstalledBundle a = bundles.make("a", Map.of(), Map.of("META-INF/services/s", text("A")));
        InstalledBundle b = bundles.make("b", Map.of(), Map.of("META-INF/services/s", text("B")));
        assertEquals("A\nB", written(a, b).get("META-INF/services/s"));
    }

    @Test
    void jarsInABundleAreUnpackedAndNotKept() throws Exception {
        byte[] library = Bundles.jar(Map.of(), Map.of("l/L.class", text("L")));
        InstalledBundle a = bundles.make("a", Map.of("Bundle-ClassPath", "lib/l.jar"), Map.of("lib/l.jar", library));
        assertEquals(Map.of("f/F.class", "F", "l/L.class", "L"), written(a));
    }

    @Test
    void ofVariantsForSeveralVersionsOfJavaTheNewestUpTo21IsTaken() throws Exception {
        InstalledBundle a = bundles.make("a", Map.of("Multi-Release", "true"), Map.of("a/A.class", text("8"),
                "META-INF/versions/9/a/A.class", text("9"), "META-INF/versions/21/a/A.class", text("21"),
                "META-INF/versions/22/a/A.class", text("22")));
        assertEquals(Map.of("f/F.class", "F", "a/A.class", "21"), written(a));
    }

    @Test
    void librariesOfOtherMachinesAreLeftOut() throws Exception {
        String here = "osname=" + System.getProperty("os.name").replace(" ", "") + ";processor="
                + System.getProperty("os.arch");
        InstalledBundle known = bundles.make("known", Map.of("Bundle-NativeCode", "k/x.dll;osname=OS2;processor=ppc,"
                + "k/libx.so;" + here), Map.of("k/x.dll", text("dll"), "k/libx.so", text("so")));
        InstalledBundle other = bundles.make("other", Map.of("Bundle-NativeCode", "o/y.dll;osname=OS2;processor=ppc"),
                Map.of("o/y.dll", text("dll")));
        assertEquals(Map.of("f/F.class", "F", "o/y.dll", "dll"), written(known, other));
        NativeCode.ofThisMachine().extract(known, folder);
        assertTrue(folder.resolve("libx.so").toFile().exists());
        assertFalse(folder.resolve("x.dll").toFile().exists());
    }

    private Map<String, String> written(InstalledBundle... more) throws IOException, NotFlatException {
        var classes = new ClassesJar(framework);
        classes.addAll(List.of(more));
        Path file = folder.resolve("classes.jar");
        classes.write(file);
        try (var jar = new JarFile(file.toFile())) {
            return jar.stream().filter(entry -> !entry.getName().equals(JarFile.MANIFEST_NAME))
                    .collect(Collectors.toMap(ZipEntry::getName, entry -> content(jar, entry)));
        }
    }

    private static String content(JarFile jar, ZipEntry entry) {
        try {
            return new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
