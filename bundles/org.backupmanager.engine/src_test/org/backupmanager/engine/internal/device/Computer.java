package org.backupmanager.engine.internal.device;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.backupmanager.engine.internal.backup.Made;
import org.backupmanager.engine.internal.home.PlatformHome;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.engine.internal.stored.ObjectNames;
import org.backupmanager.model.CipherSuite;
import org.backupmanager.pipeline.Vault;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.session.Devices.NewDevice;
import org.backupmanager.session.Progress;
import org.backupmanager.source.DataSource;
import org.backupmanager.testkit.FakeClock;
import org.backupmanager.testkit.FakeSource;
import org.backupmanager.testkit.MemoryTransport;

/** A computer with a data source, a storage that it reaches as {@link #NAS}, and room for the home of a device. */
final class Computer implements AutoCloseable {

    static final String NAS = "memory:nas";
    static final char[] PASSPHRASE = "correct horse".toCharArray();

    final FakeClock clock;
    final FakeSource source = new FakeSource();
    final MemoryTransport storage = new MemoryTransport();
    final PluggedStorages storages = new PluggedStorages().plug(NAS, storage);
    final MemoryRegisters registers = new MemoryRegisters();
    final EngineDevices devices;
    /** A test may move on to another. */
    Path home;

    /**
     * @param folder of the person
     * @param more data sources beside the usual one
     */
    Computer(Path folder, FakeClock clock, DataSource... more) {
        this.clock = clock;
        List<DataSource> sources = new ArrayList<>(List.of(more));
        sources.addFirst(source);
        home = folder.resolve("state").resolve("home");
        var surroundings = new Surroundings(clock, Made.CHANCE, new PlatformHome(Map.of(), "Linux", folder), "Linux",
                "", "a test", "tester", System.getenv());
        devices = new EngineDevices(registers, surroundings).with(List.of(storages), sources);
    }

    Device create(String name) throws BackupException {
        return devices.create(home, new NewDevice(name, NAS, CipherSuite.AES_256, PASSPHRASE));
    }

    Device open() throws BackupException {
        return devices.open(home).orElseThrow();
    }

    /** Opens a device that is in the storage already, in another home. */
    Device join(Path elsewhere, String name) throws BackupException {
        return devices.join(elsewhere, name, NAS, PASSPHRASE, Progress.NONE);
    }

    /** The stored side of the closed device, as another process would see it. */
    Depot depot() throws Exception {
        Vault vault = Vault.fromLocal(Files.readAllBytes(home.resolve("keys")));
        return new Depot(vault, storage, registers.in(home.resolve("register")), new ObjectNames("laptop"));
    }

    @Override
    public void close() {
        devices.close();
    }
}
