package org.backupmanager.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What all start scripts have in common. */
class StartScriptTest {

    private static final Path COMMON = Path.of("features/org.backupmanager.engine.feature/rootfiles/lib/find-java.sh");

    @BeforeEach
    void needShell() {
        assumeFalse(System.getProperty("os.name").startsWith("Windows"), "there is no sh");
    }

    private static String locale(Map<String, String> given) throws IOException, InterruptedException {
        var process = new ProcessBuilder("sh", "-c", ". \"$0\"; printf %s \"${LC_ALL:-as it was}\"",
                new Repository().root().resolve(COMMON).toString());
        process.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));
        process.environment().putAll(given);
        Process running = process.start();
        String said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, running.waitFor());
        return said;
    }

    @Test
    void namesOfFilesAreUnderstoodWhereNobodyHasSetALanguage() throws Exception {
        assertEquals("C.UTF-8", locale(Map.of()));
        assertEquals("C.UTF-8", locale(Map.of("LANG", "C")));
        assertEquals("C.UTF-8", locale(Map.of("LANG", "de_DE.UTF-8", "LC_ALL", "POSIX")));
    }

    @Test
    void aLanguageThatSomebodyHasSetStays() throws Exception {
        assertEquals("as it was", locale(Map.of("LANG", "de_DE.UTF-8")));
        assertEquals("as it was", locale(Map.of("LANG", "C", "LC_CTYPE", "en_US.utf8")));
    }
}
