package org.backupmanager.cli.internal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.backupmanager.cli.internal.devices.Terminal;
import org.backupmanager.cli.internal.grammar.Request;
import org.backupmanager.cli.internal.process.BackgroundProcess;
import org.backupmanager.command.CommandHost;
import org.backupmanager.command.DeviceLinks;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.session.Devices;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * The command line as a service: for the application of this bundle, and as {@link CommandHost} for whoever else opens
 * a device.
 */
@Component(service = {CommandLine.class, CommandHost.class})
public final class CommandLine implements CommandHost {

    @Reference(policy = ReferencePolicy.DYNAMIC)
    private volatile List<ComponentServiceObjects<DeviceLinks>> links = List.of();

    private final Supplier<Devices> devices;
    private final CommandTable table;

    /**
     * The engine is not made before a command asks for it: {@code help}, and commands that another process answers,
     * start faster without. Nor is what carries a device to a workbench, before one calls.
     */
    @Activate
    public CommandLine(@Reference ComponentServiceObjects<Devices> engine) {
        this.devices = engine::getService;
        this.table = new CommandTable(devices,
                () -> links.stream().findFirst().map(ComponentServiceObjects::getService), Terminal.ofProcess(),
                        InstantSource.system());
    }

    /**
     * Runs one command in this process's terminal.
     *
     * @param arguments as typed
     * @param launcher the command that starts this program again, without arguments
     * @param version what {@code -version} prints
     * @return the exit code
     */
    int run(List<String> arguments, List<String> launcher, String version) {
        var request = new Request(arguments, Path.of("").toAbsolutePath(), ZoneId.systemDefault(),
                TerminalSize.style());
        return new CommandRunner(table, devices, new BackgroundProcess(launcher), version)
                .run(request, new FileOutputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.err));
    }

    @Override
    public Serving serve(Device device, HandOver handOver) throws BackupException {
        return table.server().serve(device, handOver);
    }

    @Override
    public Optional<SocketChannel> dial(Path home) {
        return table.server().dial(home);
    }

    @Override
    public boolean release(Path home) {
        return table.server().release(home);
    }
}
