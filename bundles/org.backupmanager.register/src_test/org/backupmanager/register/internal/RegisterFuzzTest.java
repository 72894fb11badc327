package org.backupmanager.register.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

import org.backupmanager.content.CabinetDirectory;
import org.backupmanager.model.Code;
import org.backupmanager.register.BackupRegister;
import org.backupmanager.register.SliceLocation;
import org.backupmanager.session.BackupException;
import org.backupmanager.testkit.FakeCabinet;
import org.backupmanager.testkit.TreeFixture;
import org.backupmanager.testkit.Wounds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One file of a register is wounded by chance, those of the database included: it answers rightly, or not at all, or
 * refuses clearly, so that it can be made anew from the storage. It never tells that a slice is where it is not.
 */
class RegisterFuzzTest {

    private static final int REGISTERS = Integer.getInteger("backupmanager.registers", 8);
    private static final int CABINETS = 4;
    private static final int SLICES = 300;
    private static final Set<Code> CLEAR = Set.of(Code.REGISTER_DAMAGED, Code.FORMAT_UNKNOWN);

    private final long seed = Long.getLong("backupmanager.seed", new Random().nextLong());
    private final Random chance = new Random(seed);

    @TempDir
    Path temporary;

    @Test
    void aWoundedRegisterAnswersRightlyOrRefuses() throws Exception {
        Path right = temporary.resolve("right");
        fill(right);
        List<Path> files;
        try (Stream<Path> walk = Files.walk(right)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        for (int round = 0; round < REGISTERS; round++) {
            Path wounded = temporary.resolve("wounded");
            copy(right, wounded);
            Path file = wounded.resolve(right.relativize(files.get(chance.nextInt(files.size()))).toString());
            Files.write(file, Wounds.random(Files.readAllBytes(file), chance));
            try {
                ask(wounded);
            } catch (BackupException clear) {
                assertTrue(CLEAR.contains(clear.code()), () -> "seed " + seed + ", " + file + ": " + clear);
            } catch (RuntimeException | Error other) {
                throw new AssertionError("seed " + seed + ", round " + round + ", " + file, other);
            }
            TreeFixture.remove(wounded);
        }
        System.out.println("torture: wounded registers: " + REGISTERS);
    }

    private static void fill(Path folder) throws BackupException {
        try (BackupRegister register = new DerbyRegisters().open(folder)) {
            for (int i = 0; i < CABINETS; i++) {
                int number = register.add(FakeCabinet.of(i, SLICES));
                register.keepFrame(number, 0, frame(i));
            }
            register.commit(Reports.of(register.nextSession()), new byte[5000]);
        }
    }

    private static byte[] frame(int number) {
        return TreeFixture.bytes(number, 5_000);
    }

    private static void ask(Path folder) throws BackupException {
        try (BackupRegister register = new DerbyRegisters().open(folder)) {
            for (int number = 0; number < CABINETS; number++) {
                CabinetDirectory cabinet = FakeCabinet.of(number, SLICES);
                for (int i = 0; i < SLICES; i++) {
                    Optional<SliceLocation> found = register.find(cabinet.slice(i));
                    if (found.isPresent()) {
                        assertEquals(new SliceLocation(number, i), found.get());
                    }
                }
                assertEquals(cabinet.id(), register.cabinet(number).id());
                assertArrayEquals(cabinet.slices(), register.cabinet(number).slices());
                byte[] kept = register.frame(number, 0).orElse(frame(number));
                assertArrayEquals(frame(number), kept);
            }
            register.sessions();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> walk = Files.walk(from)) {
            for (Path file : walk.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
