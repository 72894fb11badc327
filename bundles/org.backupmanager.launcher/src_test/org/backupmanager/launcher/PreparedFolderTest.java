package org.backupmanager.launcher;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparedFolderTest {

    @TempDir
    Path cache;

    @Test
    void foldersForEarlierStatesOfTheSameInstallationAreForgotten() throws IOException {
        Path earlier = Files.createDirectories(cache.resolve("17-1-1/framework"));
        Path other = Files.createDirectories(cache.resolve("18-1-1"));
        Path now = Files.createDirectories(cache.resolve("17-2-1"));
        new PreparedFolder(now).forgetOthers();
        assertFalse(Files.exists(earlier.getParent()));
        assertTrue(Files.exists(other));
        assertTrue(Files.exists(now));
    }

    @Test
    void clearingKeepsTheLockAndTheRefusal() throws IOException {
        var prepared = new PreparedFolder(cache);
        Files.writeString(prepared.refusal(), "no");
        Files.writeString(prepared.lock(), "");
        Files.writeString(prepared.image(), "half");
        Files.createDirectories(prepared.state().resolve("org.eclipse.osgi"));
        prepared.clear();
        assertFalse(Files.exists(prepared.image()));
        assertFalse(Files.exists(prepared.state()));
        assertTrue(Files.exists(prepared.refusal()));
        assertTrue(Files.exists(prepared.lock()));
    }
}
