package org.backupmanager.transport.file.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderProviderTest {

    private final FolderProvider provider = new FolderProvider();

    @Test
    void foldersAndFileAddressesAreAccepted() {
        for (String address : List.of("/mnt/backup", "backup", "./a:b", "C:\\backup", "C:/backup",
                "\\\\nas\\backup", "file:/mnt/b",
                "file:///mnt/b", "FILE:b")) {
            assertTrue(provider.accepts(address), address);
        }
    }

    @Test
    void otherSchemesAreLeftToOthers() {
        for (String address : List.of("", "  ", "s3:bucket", "https://node.example/", "node://example")) {
            assertFalse(provider.accepts(address), address);
        }
        assertEquals(List.of("file:"), provider.schemes());
    }

    @Test
    void aRelativeFolderBecomesAbsolute() {
        assertEquals(Path.of("backup").toAbsolutePath().toString(), provider.absolute("backup"));
        assertEquals(Path.of("backup").toAbsolutePath().toString(), provider.absolute("./x/../backup"));
        assertEquals(Path.of("backup").toAbsolutePath().toString(), provider.absolute("file:backup"));
    }

    @Test
    void aFileAddressBecomesItsPath(@TempDir Path folder) throws Exception {
        Path place = Files.createDirectory(folder.resolve("my backup"));
        assertEquals(place.toString(), provider.absolute(place.toUri().toString()));
        assertEquals(place.toString(), provider.absolute("file:" + place));
        assertEquals(place.toString(), provider.absolute("file://" + place));
        assertEquals(place.toString(), provider.open(place.toUri().toString()).label());
    }

    @Test
    void whatIsNoPathIsMissing() {
        assertEquals("a\0b", provider.absolute("a\0b"));
        assertEquals(Code.STORAGE_MISSING, assertThrows(BackupException.class, () -> provider.open("a\0b")).code());
    }
}
