package org.backupmanager.register.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.backupmanager.content.CabinetDirectory;
import org.backupmanager.register.BackupRegister;
import org.backupmanager.register.SliceLocation;
import org.backupmanager.testkit.FakeCabinet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShelfRoomTest {

    @TempDir
    Path folder;

    private BackupRegister open() throws Exception {
        return new DerbyRegisters().open(folder.resolve("register"));
    }

    @Test
    void theRoomOfRemovedCabinetsIsUsedAgain() throws Exception {
        Path shelf = new RegisterFolder(folder.resolve("register")).shelf();
        var random = new Random(7);
        List<CabinetDirectory> there = new ArrayList<>();
        long full = 0;
        for (int round = 0; round < 6; round++) {
            try (BackupRegister register = open()) {
                while (there.size() < 40) {
                    CabinetDirectory cabinet = FakeCabinet.of(random.nextLong(), 1_000 + random.nextInt(500));
                    register.add(cabinet);
                    there.add(cabinet);
                }
                for (int i = 0; i < 20; i++) {
                    register.remove(there.remove(random.nextInt(there.size())).id());
                }
            }
            full = round == 0 ? Files.size(shelf) : full;
            assertFound(there);
        }
        assertTrue(Files.size(shelf) < 2 * full, Files.size(shelf) + " bytes, after the first round " + full);
    }

    private void assertFound(List<CabinetDirectory> there) throws Exception {
        try (BackupRegister register = open()) {
            for (CabinetDirectory cabinet : there) {
                int number = register.number(cabinet.id()).orElseThrow();
                assertEquals(cabinet, register.cabinet(number));
                assertEquals(Optional.of(new SliceLocation(number, 7)), register.find(cabinet.slice(7)));
            }
            assertEquals(there.size(), register.cabinets().size());
        }
    }
}
