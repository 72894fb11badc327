package org.backupmanager.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineFrameworkTest {

    private static final String ACTIVATOR = "org/backupmanager/launcher/EchoActivator.class";

    @TempDir
    Path folder;

    private InstalledBundle client;

    @BeforeEach
    void makeTheClient() throws IOException {
        try (InputStream in = EchoActivator.class.getResourceAsStream("/" + ACTIVATOR)) {
            client = new Bundles(folder).make("client", Map.of("Bundle-Activator", EchoActivator.class.getName(),
                    "Bundle-ActivationPolicy", "lazy", "Import-Package", "org.osgi.framework"),
                    Map.of(ACTIVATOR, in.readAllBytes()));
        }
    }

    @Test
    void theOrdinaryWayGivesBundlesTheirOwnClassLoaders() throws Exception {
        try (var framework = CommandLineFramework.ordinary(folder.resolve("state"), List.of(client.file()))) {
            assertEquals(2, framework.run("two", "words"));
        }
    }

    @Test
    void theQuickWayTakesClassesFromTheClassPathAndKnowsItsBundlesTheSecondTime() throws Exception {
        var prepared = new PreparedFolder(folder.resolve("prepared"));
        Files.createDirectories(prepared.folder());
        Files.write(prepared.list(), List.of(client.file().toString()));
        try (var framework = CommandLineFramework.flat(prepared)) {
            assertEquals(3, framework.run("two", "words"));
        }
        Files.delete(prepared.list());
        Files.delete(client.file());
        try (var framework = CommandLineFramework.flat(prepared)) {
            assertEquals(1, framework.run());
        }
    }
}
