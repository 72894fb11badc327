package org.backupmanager.engine.internal.home;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

class PlatformHomeTest {

    @Test
    void theHomeIsWhereThePlatformExpectsIt() {
        Path asked = Path.of("here");
        assertEquals(asked.toAbsolutePath(), home(Map.of("BACKUP_MANAGER_HOME", "/x"), "Linux", Optional.of(asked)));
        assertEquals(Path.of("/x"),
                home(Map.of("BACKUP_MANAGER_HOME", "/x", "XDG_STATE_HOME", "/y"), "Linux", Optional.empty()));
        assertEquals(Path.of("/y/backup-manager"), home(Map.of("XDG_STATE_HOME", "/y"), "Linux", Optional.empty()));
        assertEquals(Path.of("/u/.local/state/backup-manager"),
                home(Map.of("XDG_STATE_HOME", "y"), "Linux", Optional.empty()));
        assertEquals(Path.of("/l/Backup Manager"), home(Map.of("LOCALAPPDATA", "/l"), "Windows 11", Optional.empty()));
        assertEquals(Path.of("/u/Library/Application Support/Backup Manager"),
                home(Map.of(), "Mac OS X", Optional.empty()));
    }

    private static Path home(Map<String, String> environment, String system, Optional<Path> asked) {
        return new PlatformHome(environment, system, Path.of("/u")).folder(asked);
    }
}
