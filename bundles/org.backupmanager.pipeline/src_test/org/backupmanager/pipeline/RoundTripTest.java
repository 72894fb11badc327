package org.backupmanager.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.backupmanager.content.CabinetDirectory;
import org.backupmanager.model.CipherSuite;
import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;
import org.backupmanager.testkit.MemoryTransport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoundTripTest {

    private final MemoryTransport storage = new MemoryTransport();

    @ParameterizedTest
    @EnumSource(CipherSuite.class)
    void whatGoesIntoACabinetComesOutAgain(CipherSuite suite) throws BackupException {
        Vault vault = Vault.create("box", suite, new FixedChance(1));
        byte[][][] frames = {
            { Cabinets.text(1, 300_000), new byte[0], { 7 } },
            { new byte[0] },
            { { 1 } },
            { Cabinets.random(2, 4 << 20) },
            { new byte[4 << 20] },
            { Cabinets.text(3, 1 << 20) } };
        FinishedCabinet cabinet = Cabinets.of(vault, new FixedChance(2), frames);
        Cabinets.store(storage, cabinet);

        List<byte[]> slices = Cabinets.read(vault, storage, cabinet.directory().id());

        int at = 0;
        for (byte[][] frame : frames) {
            for (byte[] slice : frame) {
                assertArrayEquals(slice, slices.get(at++));
            }
        }
        assertEquals(at, slices.size());
    }

    @Test
    void theStorageGivesTheDirectoryThatTheWriterGave() throws BackupException {
        Vault vault = Vault.create("box", CipherSuite.AES_128, new FixedChance(1));
        FinishedCabinet cabinet = Cabinets.of(vault, new FixedChance(2), new byte[][] { { 1 }, { 2, 3 } });
        Cabinets.store(storage, cabinet);
        CabinetDirectory directory = cabinet.directory();

        assertEquals(directory, new CabinetReader(vault).directory(storage, Cabinets.name(directory.id()),
                directory.id()));
    }

    @Test
    void framesInTheMiddleAreReadByThemselves() throws BackupException {
        Vault vault = Vault.create("box", CipherSuite.AES_256, new FixedChance(1));
        byte[][] slices = { Cabinets.text(1, 9000), Cabinets.text(2, 8000), Cabinets.text(3, 7000),
                Cabinets.text(4, 6000) };
        FinishedCabinet cabinet = Cabinets.of(vault, new FixedChance(2), new byte[][] { slices[0] },
                new byte[][] { slices[1] },
                new byte[][] { slices[2] }, new byte[][] { slices[3] });
        Cabinets.store(storage, cabinet);
        var collector = new Cabinets.Collector(vault, cabinet.directory());

        new CabinetReader(vault).frames(storage, Cabinets.name(cabinet.directory().id()), cabinet.directory(), 1, 2,
                collector);

        assertEquals(2, collector.slices.size());
        assertArrayEquals(slices[1], collector.slices.get(0));
        assertArrayEquals(slices[2], collector.slices.get(1));
    }

    @Test
    void aVaultWithoutItsPrivateHalfWritesWhatOnlyTheWholeVaultReads() throws BackupException {
        Vault whole = Vault.create("box", CipherSuite.AES_128, new FixedChance(1));
        Vault half = Vault.fromLocal(whole.writeOnly().toLocal());
        FinishedCabinet cabinet = Cabinets.of(half, new FixedChance(2), new byte[][] { { 1, 2, 3 } });
        Cabinets.store(storage, cabinet);
        byte[] sealed = half.seal("session", "1", new byte[] { 5 }, new FixedChance(3));

        assertFalse(half.canRead());
        var refused = assertThrows(BackupException.class, () -> Cabinets.read(half, storage, cabinet.directory().id()));
        assertEquals(Code.WRITE_ONLY, refused.code());
        assertEquals(Code.WRITE_ONLY, assertThrows(BackupException.class,
                () -> half.open("session", "1", sealed)).code());
        assertArrayEquals(new byte[] { 1, 2, 3 }, Cabinets.read(whole, storage, cabinet.directory().id()).getFirst());
        assertArrayEquals(new byte[] { 5 }, whole.open("session", "1", sealed));
    }

    @Test
    void buffersOfAStoredCabinetAreUsedAgain() throws BackupException {
        Vault vault = Vault.create("box", CipherSuite.AES_128, new FixedChance(1));
        FinishedCabinet first = Cabinets.of(vault, new FixedChance(2), new byte[][] { Cabinets.random(1, 1000) });
        var segment = first.content().getFirst();
        Cabinets.store(storage, first);

        FinishedCabinet second = Cabinets.of(vault, new FixedChance(3), new byte[][] { Cabinets.random(2, 1000) });

        assertTrue(second.content().getFirst() == segment);
        Cabinets.store(storage, second);
        assertArrayEquals(Cabinets.random(2, 1000), Cabinets.read(vault, storage, second.directory().id()).getFirst());
    }

    @Test
    void anEmptyCabinetCanBeReadToo() throws BackupException {
        Vault vault = Vault.create("box", CipherSuite.AES_128, new FixedChance(1));
        FinishedCabinet cabinet = vault.cabinet(CabinetDirectory.Kind.DIRECTORY, 1 << 20, new FixedChance(2)).finish();
        Cabinets.store(storage, cabinet);

        CabinetDirectory directory = new CabinetReader(vault).directory(storage,
                Cabinets.name(cabinet.directory().id()),
                cabinet.directory().id());

        assertEquals(CabinetDirectory.Kind.DIRECTORY, directory.kind());
        assertEquals(0, directory.count());
    }
}
