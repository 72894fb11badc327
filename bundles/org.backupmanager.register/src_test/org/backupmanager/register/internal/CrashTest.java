package org.backupmanager.register.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

import org.backupmanager.content.CabinetDirectory;
import org.backupmanager.model.Code;
import org.backupmanager.register.BackupRegister;
import org.backupmanager.register.SliceLocation;
import org.backupmanager.session.BackupException;
import org.backupmanager.testkit.FakeCabinet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashTest {

    @TempDir
    Path folder;

    @Test
    void whatAKilledProcessAddedIsStillThere() throws Exception {
        int known = 0;
        for (int lines : new int[] {1, 20, 7}) {
            known = Math.max(known, addUntilKilled(lines));
            assertHolds(known);
        }
    }

    private int addUntilKilled(int lines) throws Exception {
        Process process = Adder.start(folder.resolve("register"));
        try (BufferedReader said = process.inputReader(StandardCharsets.US_ASCII)) {
            int last = -1;
            for (int i = 0; i < lines; i++) {
                last = Integer.parseInt(said.readLine());
            }
            process.toHandle().destroyForcibly();
            process.waitFor();
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                last = Integer.parseInt(line);
            }
            return last + 1;
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private void assertHolds(int cabinets) throws BackupException {
        try (BackupRegister register = new DerbyRegisters().open(folder.resolve("register"))) {
            int stored = register.cabinets().size();
            assertTrue(stored == cabinets || stored == cabinets + 1,
                    stored + " cabinets, " + cabinets + " of them announced");
            for (int number = 0; number < stored; number++) {
                CabinetDirectory cabinet = FakeCabinet.of(number, Adder.SLICES);
                assertEquals(cabinet, register.cabinet(number));
                for (int i = 0; i < cabinet.count(); i++) {
                    assertEquals(Optional.of(new SliceLocation(number, i)), register.find(cabinet.slice(i)));
                }
            }
            for (int number = 0; number < cabinets; number++) {
                assertEquals(10_000, register.frame(number, 0).orElseThrow().length);
            }
            assertTrue(register.nextSession().number() > cabinets);
        }
    }

    @Test
    void aRegisterInUseNamesTheProcess() throws Exception {
        Process process = Adder.start(folder.resolve("register"));
        try (BufferedReader said = process.inputReader(StandardCharsets.US_ASCII)) {
            assertEquals("0", said.readLine());
            BackupException e = assertThrows(BackupException.class,
                    () -> new DerbyRegisters().open(folder.resolve("register")));
            assertEquals(Code.DEVICE_IN_USE, e.code());
            assertTrue(e.getMessage().contains("process " + process.pid()), e.getMessage());
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
