package org.backupmanager.engine.internal.device;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.device.RegisterOpener.FirstTry;
import org.backupmanager.engine.internal.home.Choices;
import org.backupmanager.engine.internal.home.ConfigFile;
import org.backupmanager.engine.internal.home.DeviceLog;
import org.backupmanager.engine.internal.home.Home;
import org.backupmanager.engine.internal.home.KnownHomes;
import org.backupmanager.engine.internal.home.UnknownKeys;
import org.backupmanager.engine.internal.limits.Bucket;
import org.backupmanager.engine.internal.limits.LimitedTransport;
import org.backupmanager.engine.internal.limits.Throttle;
import org.backupmanager.engine.internal.plan.BandwidthBook;
import org.backupmanager.engine.internal.report.Reporting;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.engine.internal.stored.ObjectNames;
import org.backupmanager.engine.internal.stored.StoredObjects;
import org.backupmanager.model.Code;
import org.backupmanager.pipeline.Vault;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Devices.NewDevice;
import org.backupmanager.session.Progress;
import org.backupmanager.storage.StorageTransport;

/**
 * The three ways to a device. Each writes {@code config.ini} last, so that a home has a device or has none; what a
 * crash leaves before that can be made again, or joined where the storage has the new device already.
 *
 * @param registers that it keeps its register in
 * @param storages that are installed
 * @param sources that are installed
 * @param surroundings of the process
 * @param reporting what reports need from outside
 */
public record DeviceOpener(RegisterOpener registers, Storages storages, DataSources sources,
        Surroundings surroundings, Reporting reporting) {

    private static final String GENERAL = "General";
    private static final String DEVICE = "Device";
    private static final String STORAGE = "Storage";
    private static final String CIPHER = "Cipher";

    /** Opens the device of a home that has one. */
    LocalDevice open(Path folder, Opening opening) throws BackupException {
        Home home = hold(folder, opening);
        FirstTry register = begin(home, opening);
        FirstStart.tidy(home);
        Choices choices = Choices.in(home, surroundings.system());
        ConfigFile config = config(home);
        String name = required(home, config, DEVICE);
        String address = required(home, config, STORAGE);
        Vault vault = keys(home, opening);
        if (!vault.device().equalsIgnoreCase(name)) {
            throw home.damaged(Home.CONFIG, Messages.text("config.otherDevice", name, vault.device()));
        }
        DeviceLog log = log(home, choices, opening);
        Throttle throttle = throttle(home);
        StorageTransport storage = new LimitedTransport(storage(address, opening), throttle);
        Depot depot = register(registers.open(home, vault, storage, Progress.NONE, register), opening);
        return device(new OpenedHome(home, address, depot, throttle, log), choices);
    }

    private LocalDevice device(OpenedHome opened, Choices choices) throws BackupException {
        return new LocalDevice(new DeviceParts(opened, choices, sources, new Copies(storages), surroundings),
                reporting);
    }

    /** The limits of speed of a home. */
    private Throttle throttle(Home home) throws BackupException {
        var throttle = new Throttle(surroundings.clock(), ZoneId::systemDefault, Bucket.Nap.REAL);
        throttle.obey(BandwidthBook.read(home));
        return throttle;
    }

    /** Opens the register while the rest is looked at; one that is gone is not made before that was noticed. */
    private FirstTry begin(Home home, Opening opening) throws BackupException {
        if (!home.hasRegister()) {
            return () -> registers.registers().open(home.register());
        }
        EarlyRegister early = EarlyRegister.begin(registers.registers(), home.register());
        opening.undo(early::drop);
        return early::take;
    }

    private static ConfigFile config(Home home) throws BackupException {
        return Choices.readConfig(home).orElseThrow(() -> home.damaged(Home.CONFIG, Messages.text("config.missing")));
    }

    private static String required(Home home, ConfigFile config, String key) throws BackupException {
        return config.get(GENERAL, key).orElseThrow(() -> home.damaged(Home.CONFIG, Messages.text("config.key", key)));
    }

    private static Vault keys(Home home, Opening opening) throws BackupException {
        byte[] keys = home.read(Home.KEYS).orElseThrow(() -> home.damaged(Home.KEYS, Messages.text("keys.missing")));
        try {
            Vault vault = Vault.fromLocal(keys);
            opening.undo(vault::close);
            return vault;
        } catch (BackupException damaged) {
            throw home.damaged(Home.KEYS, damaged.getMessage()).because(damaged);
        } finally {
            Arrays.fill(keys, (byte) 0);
        }
    }

    /** Makes a new device in a storage, and its home. */
    LocalDevice create(Path folder, NewDevice wanted, Opening opening) throws BackupException {
        checkName(wanted.name());
        if (wanted.passphrase().length == 0) {
            throw new BackupException(Code.BAD_ARGUMENT, "", Messages.text("passphrase.empty"));
        }
        String address = storages.absolute(wanted.storage());
        StorageTransport storage = storage(address, opening);
        var names = new ObjectNames(wanted.name());
        if (storage.roots().contains(names.device())) {
            throw taken(wanted.name(), storage);
        }
        Home home = hold(folder, opening);
        checkFree(home);
        clear(home);
        Vault vault = Vault.create(wanted.name(), wanted.cipher(), surroundings.chance());
        opening.undo(vault::close);
        put(storage, names, vault.lock(wanted.passphrase()), opening);
        Throttle throttle = throttle(home);
        Depot depot = register(registers.fresh(home, vault, new LimitedTransport(storage, throttle)), opening);
        opening.undo(() -> remove(home));
        write(home, vault, address);
        Choices choices = Choices.in(home, surroundings.system());
        return device(new OpenedHome(home, address, depot, throttle, log(home, choices, opening)), choices);
    }

    private static void checkName(String name) throws BackupException {
        if (!name.matches("[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}")) {
            throw new BackupException(Code.BAD_ARGUMENT, name, Messages.text("name.rule"));
        }
    }

    private static BackupException taken(String name, StorageTransport storage) {
        return new BackupException(Code.DEVICE_EXISTS, name, storage.label());
    }

    private static void checkFree(Home home) throws BackupException {
        if (Home.hasDevice(home.folder())) {
            throw new BackupException(Code.DEVICE_EXISTS, Home.deviceName(home.folder()), home.folder());
        }
    }

    /** What is left of another device, whose config.ini is gone or was never written, must not mix with this one. */
    private static void clear(Home home) throws BackupException {
        if (home.hasRegister()) {
            home.moveRegisterAside();
        }
        home.delete(Home.LAST_SESSION);
        home.delete(Home.DAMAGE);
        home.delete(Home.PARITY);
        home.delete(Home.VERIFIED);
        home.delete(Home.VERIFYING);
    }

    /** Until the home is written too, a failure takes the name back. */
    private static void put(StorageTransport storage, ObjectNames names, byte[] object, Opening opening)
            throws BackupException {
        try {
            storage.put(names.vault(), object);
        } catch (BackupException failure) {
            if (failure.code() == Code.OBJECT_DAMAGED) {
                // Somebody else made a device of that name at the same moment
                throw taken(names.device(), storage).because(failure);
            }
            throw failure;
        }
        opening.undo(() -> delete(storage, names));
    }

    private static void delete(StorageTransport storage, ObjectNames names) {
        try {
            storage.delete(names.vault());
        } catch (BackupException failure) {
            System.getLogger(DeviceOpener.class.getName()).log(System.Logger.Level.WARNING,
                    Messages.text("vault.left", names.vault(), failure.getMessage()), failure);
        }
    }

    private static void remove(Home home) {
        try {
            home.delete(Home.CONFIG);
        } catch (BackupException failure) {
            System.getLogger(DeviceOpener.class.getName())
                    .log(System.Logger.Level.WARNING, failure.getMessage(), failure);
        }
    }

    private static void write(Home home, Vault vault, String address) throws BackupException {
        byte[] keys = vault.toLocal();
        try {
            home.write(Home.KEYS, keys);
        } finally {
            Arrays.fill(keys, (byte) 0);
        }
        ConfigFile config = Choices.readConfig(home)
                .orElseGet(() -> ConfigFile.withComment(Messages.text("config.comment")));
        FirstStart.empty(config);
        config.set(GENERAL, DEVICE, vault.device());
        config.set(GENERAL, STORAGE, address);
        config.set(GENERAL, CIPHER, vault.cipher().word());
        home.writeText(Home.CONFIG, config.text());
    }

    /**
     * Opens a device that a storage has, and makes its home; one that has this very device already is brought up to
     * date.
     */
    LocalDevice join(Path folder, Existing wanted, Progress progress, Opening opening) throws BackupException {
        checkName(wanted.name());
        String address = storages.absolute(wanted.storage());
        StorageTransport storage = storage(address, opening);
        Vault vault = unlock(wanted, storage, opening);
        Home home = hold(folder, opening);
        Optional<ConfigFile> config = Choices.readConfig(home);
        if (config.isPresent() && !FirstStart.isDue(home, config.get())) {
            checkSame(home, vault);
        } else {
            clear(home);
        }
        home.writeText(Home.REBUILDING, Messages.text("rebuild.join") + "\n");
        write(home, vault, address);
        Choices choices = Choices.in(home, surroundings.system());
        DeviceLog log = log(home, choices, opening);
        Throttle throttle = throttle(home);
        Depot depot = register(registers.open(home, vault, new LimitedTransport(storage, throttle), progress), opening);
        return device(new OpenedHome(home, address, depot, throttle, log), choices);
    }

    private static Vault unlock(Existing wanted, StorageTransport storage, Opening opening) throws BackupException {
        var objects = new StoredObjects(new ObjectNames(wanted.name()), storage);
        if (!storage.exists(objects.names().vault())) {
            throw new BackupException(Code.DEVICE_MISSING, wanted.name(), storage.label());
        }
        Vault vault = Vault.unlock(objects.read(objects.names().vault()), wanted.passphrase());
        opening.undo(vault::close);
        return vault;
    }

    private static void checkSame(Home home, Vault vault) throws BackupException {
        Optional<byte[]> keys = home.read(Home.KEYS);
        if (keys.isPresent()) {
            try (Vault before = Vault.fromLocal(keys.get())) {
                if (Arrays.equals(before.id(), vault.id())) {
                    return;
                }
            }
        }
        throw new BackupException(Code.DEVICE_EXISTS, Home.deviceName(home.folder()), home.folder());
    }

    private Home hold(Path folder, Opening opening) throws BackupException {
        Home home = Home.hold(folder, surroundings.purpose());
        opening.undo(home::close);
        return home;
    }

    private StorageTransport storage(String address, Opening opening) throws BackupException {
        StorageTransport storage = storages.open(address);
        opening.undo(storage::close);
        return storage;
    }

    private static Depot register(Depot depot, Opening opening) {
        opening.undo(depot.register()::close);
        return depot;
    }

    private DeviceLog log(Home home, Choices choices, Opening opening) throws BackupException {
        DeviceLog log = home.openLog(choices.settings());
        opening.undo(log::close);
        KnownHomes.of(surroundings.platformHome()).note(home, choices);
        UnknownKeys.tell(home, config(home));
        return log;
    }

    /**
     * A device to join.
     *
     * @param name of the device
     * @param storage address
     * @param passphrase the caller's, who wipes it
     */
    record Existing(String name, String storage, char[] passphrase) {
    }
}
