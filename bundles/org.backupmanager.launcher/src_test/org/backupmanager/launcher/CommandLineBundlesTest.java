package org.backupmanager.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineBundlesTest {

    @TempDir
    Path plugins;

    private final List<InstalledBundle> installed = new ArrayList<>();

    @BeforeEach
    void installTheClient() throws IOException {
        install("org.backupmanager.cli", "1.0.0", "Import-Package: org.backupmanager.session;version=\"[1.0,2)\"");
        install("org.backupmanager.api", "1.0.0", "Export-Package: org.backupmanager.session;version=\"1.0.0\","
                + "org.backupmanager.source;version=\"1.0.0\"");
    }

    @Test
    void theClientBringsWhatItImports() {
        assertEquals(List.of("org.backupmanager.api 1.0.0", "org.backupmanager.cli 1.0.0"), chosen());
    }

    @Test
    void aDataSourceInstalledLaterIsPickedUpWithItsLibrary() throws IOException {
        install("org.acme.source.mongodb", "1.2.0",
                "Import-Package: org.backupmanager.source;version=\"[1.0,2)\",com.mongo;version=\"[5,6)\"");
        install("com.mongo.driver", "5.1.0", "Export-Package: com.mongo;version=\"5.1.0\"");
        assertEquals(List.of("com.mongo.driver 5.1.0", "org.acme.source.mongodb 1.2.0", "org.backupmanager.api 1.0.0",
                "org.backupmanager.cli 1.0.0"), chosen());
    }

    @Test
    void whatNeedsWindowsIsLeftOut() throws IOException {
        install("org.backupmanager.ui", "1.0.0", "Import-Package: org.backupmanager.session;version=\"[1.0,2)\"",
                "Require-Bundle: org.eclipse.ui");
        install("org.eclipse.ui", "3.209.0", "Require-Bundle: org.eclipse.swt");
        install("org.eclipse.swt", "3.135.0");
        assertEquals(List.of("org.backupmanager.api 1.0.0", "org.backupmanager.cli 1.0.0"), chosen());
    }

    @Test
    void theNewestProviderInRangeIsTaken() throws IOException {
        install("org.backupmanager.pipeline", "1.0.0", "Import-Package: org.backupmanager.session;version=\"1.0\","
                + "org.bouncycastle.crypto;version=\"[2.73,3)\"");
        install("bcprov", "1.86.0", "Export-Package: org.bouncycastle.crypto;version=\"1.86\"");
        install("bcprov", "2.73.10", "Export-Package: org.bouncycastle.crypto;version=\"2.73.10\"");
        install("bcprov", "2.73.9", "Export-Package: org.bouncycastle.crypto;version=\"2.73.9\"");
        assertEquals(List.of("bcprov 2.73.10", "org.backupmanager.api 1.0.0", "org.backupmanager.cli 1.0.0",
                "org.backupmanager.pipeline 1.0.0"), chosen());
    }

    @Test
    void aFragmentComesWithItsHostButNotWithTheFrameworkItself() throws IOException {
        install("org.eclipse.osgi", "3.24.0");
        install("org.eclipse.osgi.state", "1.0.0", "Fragment-Host: org.eclipse.osgi");
        install("org.backupmanager.cli.de", "1.0.0", "Fragment-Host: org.backupmanager.cli");
        assertEquals(List.of("org.backupmanager.api 1.0.0", "org.backupmanager.cli 1.0.0",
                "org.backupmanager.cli.de 1.0.0"), chosen());
    }

    @Test
    void optionalNeedsBringNothing() throws IOException {
        install("org.acme.source", "1.0.0", "Import-Package: org.backupmanager.source;version=\"1.0\","
                + "com.huge;resolution:=optional");
        install("com.huge", "1.0.0", "Export-Package: com.huge");
        assertEquals(List.of("org.acme.source 1.0.0", "org.backupmanager.api 1.0.0", "org.backupmanager.cli 1.0.0"),
                chosen());
    }

    private List<String> chosen() {
        return new CommandLineBundles(installed).choose().stream()
                .map(bundle -> bundle.name() + " " + bundle.version()).sorted().toList();
    }

    private void install(String name, String version, String... headers) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Bundle-SymbolicName", name + ";singleton:=true");
        attributes.putValue("Bundle-Version", version);
        Arrays.stream(headers).map(header -> header.split(": ", 2))
                .forEach(header -> attributes.putValue(header[0], header[1]));
        Path jar = plugins.resolve(name + "_" + version + ".jar");
        try (OutputStream out = Files.newOutputStream(jar)) {
            new JarOutputStream(out, manifest).close();
        }
        installed.add(InstalledBundle.read(jar));
    }
}
