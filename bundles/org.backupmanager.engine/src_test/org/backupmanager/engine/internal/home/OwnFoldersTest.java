package org.backupmanager.engine.internal.home;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnFoldersTest {

    @TempDir
    private Path folder;

    @Test
    void theStorageIsOursInWhicheverWayItsAddressIsWritten() throws Exception {
        Path home = folder.resolve("home");
        Path storage = Files.createDirectory(folder.resolve("a 100% storage"));
        for (String address : List.of(storage.toString(), "file:" + storage, "file://" + storage, storage.toUri()
                .toString())) {
            assertEquals(List.of(home, storage), OwnFolders.of(home, address, ""), address);
        }
    }

    @Test
    void whatIsNoFolderIsNotOurs() {
        for (String address : List.of("s3://bucket/x", "https://node", "file:/", "", "relative", folder.resolve("gone")
                .toString(), "file:\0")) {
            assertEquals(List.of(folder), OwnFolders.of(folder, address, address), address);
        }
    }
}
