package org.backupmanager.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.backupmanager.content.CabinetDirectory;
import org.backupmanager.content.CabinetId;
import org.backupmanager.model.CipherSuite;
import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;
import org.backupmanager.testkit.MemoryTransport;
import org.backupmanager.testkit.Wounds;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever happens to an object: right bytes or a clear error, never anything else. */
class FuzzTest {

    private static final Set<Code> CLEAR = Set.of(Code.OBJECT_DAMAGED, Code.FORMAT_UNKNOWN);

    /** How many mutations of each kind. */
    private static final int MUTATIONS = Integer.getInteger("backupmanager.mutations", 3000);

    private final long seed = Long.getLong("backupmanager.seed", new Random().nextLong());
    private final Random chance = new Random(seed);
    private final Vault vault = Vault.create("box", CipherSuite.AES_128, new FixedChance(1));

    @ParameterizedTest
    @EnumSource(CipherSuite.class)
    void aWoundedCabinetGivesRightBytesOrAClearError(CipherSuite suite) throws BackupException {
        Vault owner = Vault.create("box", suite, new FixedChance(1));
        byte[][] slices = { Cabinets.text(1, 3000), Cabinets.random(2, 700), { 1 } };
        FinishedCabinet cabinet = Cabinets.of(owner, new FixedChance(2), new byte[][] { slices[0] },
                new byte[][] { slices[1], slices[2] });
        byte[] object = Cabinets.bytes(cabinet);
        for (int round = 0; round < MUTATIONS / 2; round++) {
            byte[] wounded = Wounds.random(object, chance);
            try {
                List<byte[]> found = Cabinets.read(owner, holding(wounded, cabinet.directory().id()),
                        cabinet.directory().id());
                for (int i = 0; i < slices.length; i++) {
                    assertArrayEquals(slices[i], found.get(i), "seed " + seed);
                }
            } catch (BackupException clear) {
                assertClear(clear);
            } catch (RuntimeException | Error other) {
                throw new AssertionError("seed " + seed + ", round " + round, other);
            }
        }
    }

    @Test
    void aWoundedLayoutOutOfARegisterGivesRightBytesOrAClearError() throws BackupException {
        FinishedCabinet cabinet = Cabinets.of(vault, new FixedChance(2), new byte[][] { Cabinets.text(1, 3000), { 1 } },
                new byte[][] { Cabinets.random(2, 700) });
        MemoryTransport storage = new MemoryTransport();
        Cabinets.store(storage, cabinet);
        CabinetDirectory right = cabinet.directory();
        for (int round = 0; round < MUTATIONS; round++) {
            byte[] ids = round % 2 == 0 ? right.slices() : Arrays.copyOf(right.slices(), 32 * chance.nextInt(6));
            var wounded = new CabinetDirectory(right.id(), right.kind(), right.size(), ids,
                    Wounds.random(right.layout(), chance));
            try {
                var collector = new Cabinets.Collector(vault, wounded);
                if (collector.layout.frames() > 0) {
                    new CabinetReader(vault).frames(storage, Cabinets.name(right.id()), wounded, 0,
                            collector.layout.frames(),
                            collector);
                }
                collector.damaged.values().forEach(this::assertClear);
            } catch (BackupException clear) {
                assertClear(clear);
            } catch (RuntimeException | Error other) {
                throw new AssertionError("seed " + seed + ", round " + round, other);
            }
        }
    }

    @Test
    void aWoundedSealedObjectGivesRightBytesOrAClearError() {
        byte[] plain = Cabinets.text(1, 3000);
        byte[] sealed = vault.seal("register", "7", plain, new FixedChance(2));
        for (int round = 0; round < MUTATIONS; round++) {
            byte[] wounded = Wounds.random(sealed, chance);
            try {
                assertArrayEquals(plain, vault.open("register", "7", wounded), "seed " + seed);
            } catch (BackupException clear) {
                assertClear(clear);
            } catch (RuntimeException | Error other) {
                throw new AssertionError("seed " + seed + ", round " + round, other);
            }
        }
    }

    @Test
    void aWoundedVaultObjectOrKeyFileGivesTheKeysOrAClearError() {
        byte[] object = vault.lock("a".toCharArray(), VaultTest.CHEAP);
        byte[] file = vault.toLocal();
        for (int round = 0; round < MUTATIONS; round++) {
            byte[] wounded = Wounds.random(round % 2 == 0 ? object : file, chance);
            if (round % 10 < 4 && wounded.length >= 32) {
                wounded = withRightLengthAndSum(wounded);
            }
            try {
                Vault found = round % 2 == 0 ? Vault.unlock(wounded, "a".toCharArray()) : Vault.fromLocal(wounded);
                found.slicer().cut(new byte[100_000], 0, 100_000);
            } catch (BackupException clear) {
                assertTrue(CLEAR.contains(clear.code()) || clear.code() == Code.WRONG_PASSPHRASE, "seed " + seed);
            } catch (RuntimeException | Error other) {
                throw new AssertionError("seed " + seed + ", round " + round, other);
            }
        }
    }

    @AfterAll
    static void count() {
        System.out.println("torture: wounded cabinets, layouts, sealed objects, vault objects, key files: "
                + (3 * (MUTATIONS / 2) + 3 * MUTATIONS));
    }

    private static byte[] withRightLengthAndSum(byte[] object) {
        ByteBuffer.wrap(object).putInt(12, object.length);
        return Forgery.withRightSum(object);
    }

    private static MemoryTransport holding(byte[] object, CabinetId id) throws BackupException {
        var storage = new MemoryTransport();
        storage.put(Cabinets.name(id), object);
        return storage;
    }

    private void assertClear(BackupException clear) {
        assertTrue(CLEAR.contains(clear.code()), "seed " + seed + ": " + clear);
    }
}
