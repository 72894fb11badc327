package org.backupmanager.engine.internal.device;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.home.Home;
import org.backupmanager.engine.internal.home.KnownHomes;
import org.backupmanager.engine.internal.report.Reporting;
import org.backupmanager.model.Code;
import org.backupmanager.register.Registers;
import org.backupmanager.report.MailTransport;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.session.Devices;
import org.backupmanager.session.Progress;
import org.backupmanager.source.DataSource;
import org.backupmanager.storage.StorageProvider;
import org.osgi.framework.Version;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The service that opens devices: lets each home be opened once, and closes what is still open when it goes. */
@Component(service = Devices.class)
public final class EngineDevices implements Devices {

    @Reference(policy = ReferencePolicy.DYNAMIC)
    private volatile List<StorageProvider> providers = List.of();

    @Reference(policy = ReferencePolicy.DYNAMIC)
    private volatile List<DataSource> sources = List.of();

    /** Made when a mail is to be sent: most processes send none. */
    @Reference(policy = ReferencePolicy.DYNAMIC)
    private volatile List<ComponentServiceObjects<MailTransport>> mail = List.of();

    private final Surroundings surroundings;
    private final DeviceOpener opener;
    /** A lock of the operating system does not keep a process from itself. */
    private final Set<Path> taken = ConcurrentHashMap.newKeySet();
    private final Collection<LocalDevice> open = new CopyOnWriteArrayList<>();

    /** @param context of this bundle, whose version reports name */
    @Activate
    public EngineDevices(@Reference Registers registers, ComponentContext context) {
        this(registers, Surroundings.ofProcess(), version(context.getBundleContext().getBundle().getVersion()));
    }

    private static String version(Version bundle) {
        return bundle.getMajor() + "." + bundle.getMinor() + "." + bundle.getMicro();
    }

    EngineDevices(Registers registers, Surroundings surroundings) {
        this(registers, surroundings, "0");
    }

    private EngineDevices(Registers registers, Surroundings surroundings, String version) {
        this.surroundings = surroundings;
        this.opener = new DeviceOpener(new RegisterOpener(registers, surroundings), new Storages(() -> providers),
                new DataSources(() -> sources), surroundings, new Reporting(version,
                () -> mail.stream().findFirst().map(ComponentServiceObjects::getService)));
    }

    /** This service with these kinds of storage and data, outside of a framework. */
    EngineDevices with(List<StorageProvider> kinds, List<DataSource> data) {
        providers = List.copyOf(kinds);
        sources = List.copyOf(data);
        return this;
    }

    /** This service with that way to send mails, outside of a framework. */
    EngineDevices with(ComponentServiceObjects<MailTransport> transport) {
        mail = List.of(transport);
        return this;
    }

    @Override
    public Path home(Optional<Path> asked) {
        return surroundings.platformHome().folder(asked);
    }

    @Override
    public Optional<Device> open(Path home) throws BackupException {
        if (!Home.hasDevice(home)) {
            return Optional.empty();
        }
        Optional<DeviceOpener.Existing> first = FirstStart.of(home);
        if (first.isEmpty()) {
            return Optional.of(take(home, opening -> opener.open(home, opening)));
        }
        try {
            return Optional.of(take(home, opening -> opener.join(home, first.get(), Progress.NONE, opening)));
        } finally {
            Arrays.fill(first.get().passphrase(), '\0');
        }
    }

    @Override
    public List<Path> homesAt(int port) {
        return KnownHomes.of(surroundings.platformHome()).at(port);
    }

    @Override
    public Device create(Path home, NewDevice device) throws BackupException {
        return take(home, opening -> opener.create(home, device, opening));
    }

    @Override
    public Device join(Path home, String name, String storage, char[] passphrase, Progress progress)
            throws BackupException {
        return take(home, opening ->
                opener.join(home, new DeviceOpener.Existing(name, storage, passphrase), progress, opening));
    }

    private Device take(Path home, Way way) throws BackupException {
        Path folder = home.toAbsolutePath().normalize();
        if (!taken.add(folder)) {
            throw new BackupException(Code.DEVICE_IN_USE, Home.deviceName(home), Messages.text("home.thisProcess"));
        }
        try (var opening = new Opening()) {
            opening.undo(() -> taken.remove(folder));
            LocalDevice device = way.open(opening);
            open.add(device);
            device.whenClosed(() -> {
                open.remove(device);
                taken.remove(folder);
            });
            opening.done();
            return device;
        }
    }

    @Deactivate
    void close() {
        open.forEach(LocalDevice::close);
    }

    /** How a device is opened; what has to be undone on failure is told to the opening. */
    @FunctionalInterface
    private interface Way {
        LocalDevice open(Opening opening) throws BackupException;
    }
}
