package org.backupmanager.engine.internal.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import java.util.concurrent.FutureTask;

import org.backupmanager.engine.internal.limits.Niceness.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class NicenessTest {

    private final List<String> said = new ArrayList<>();
    private final System.Logger log = new System.Logger() {
        @Override
        public String getName() {
            return "test";
        }

        @Override
        public boolean isLoggable(Level level) {
            return true;
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
            said.add(message);
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String format, Object... params) {
            said.add(format);
        }
    };

    /** The nice value of the calling thread, as the kernel has it. */
    private static int nice() throws Exception {
        String stat = Files.readString(Path.of("/proc/thread-self/stat"));
        return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[16]);
    }

    private static int inThread(Niceness niceness, Level level) throws Exception {
        var own = new FutureTask<>(() -> {
            niceness.apply(level);
            var child = new FutureTask<>(NicenessTest::nice);
            Thread.ofPlatform().start(child).join();
            assertEquals(nice(), child.get(), "it is handed on");
            return nice();
        });
        Thread.ofPlatform().start(own).join();
        return own.get();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aThreadStepsBackAndOthersDoNot() throws Exception {
        int usual = nice();
        var niceness = new Niceness("Linux", System.getProperty("os.arch"), log);
        assertEquals(Math.max(usual, 10), inThread(niceness, Level.LOW));
        assertEquals(19, inThread(niceness, Level.IDLE));
        assertEquals(usual, inThread(niceness, Level.NORMAL));
        assertEquals(usual, nice());
        assertEquals(List.of(), said);
    }

    @Test
    void whatCannotBeDoneIsSaidOnce() {
        var niceness = new Niceness("Windows 11", "amd64", log);
        niceness.apply(Level.NORMAL);
        assertEquals(List.of(), said);
        niceness.apply(Level.LOW);
        niceness.apply(Level.IDLE);
        assertEquals(1, said.size());
        assertTrue(said.getFirst().contains("Windows 11"), said.getFirst());
    }
}
