package org.backupmanager.transport.file.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;

import org.backupmanager.model.Code;
import org.junit.jupiter.api.Test;

class FolderFailureTest {

    @Test
    void aQuotaIsToldApartFromAFullDisk() {
        var failure = new FolderFailure(Path.of("/storage"));
        assertEquals(Code.STORAGE_QUOTA, failure.of(new IOException("Disk quota exceeded"), 1).code());
        assertEquals(Code.STORAGE_FULL, failure.of(new IOException("No space left on device"), 1).code());
    }
}
