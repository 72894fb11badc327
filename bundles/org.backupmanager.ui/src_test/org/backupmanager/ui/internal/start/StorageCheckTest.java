package org.backupmanager.ui.internal.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.backupmanager.ui.internal.start.StorageCheck.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageCheckTest {

    @TempDir
    Path folder;

    @Test
    void aFolderThatIsThereIsGood() {
        assertEquals(Result.GOOD, StorageCheck.of(folder.toString(), false).result());
    }

    @Test
    void aMissingFolderIsMadeForANewDeviceOnly() {
        String missing = folder.resolve("missing").toString();
        StorageCheck made = StorageCheck.of(missing, true);
        assertEquals(Result.GOOD, made.result());
        assertFalse(made.message().isEmpty(), "it says that it will be made");
        assertEquals(Result.WRONG, StorageCheck.of(missing, false).result());
    }

    @Test
    void aFileIsNoFolder() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertEquals(Result.WRONG, StorageCheck.of(file.toString(), true).result());
    }

    @Test
    void aRelativePathIsRefused() {
        assertEquals(Result.WRONG, StorageCheck.of("backups", true).result());
    }

    @Test
    void anAddressWithASchemeIsLeftToItsProvider() {
        assertEquals(Result.GOOD, StorageCheck.of("s3://bucket", true).result());
    }
}
