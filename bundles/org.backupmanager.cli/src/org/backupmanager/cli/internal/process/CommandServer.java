package org.backupmanager.cli.internal.process;

import java.io.OutputStream;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.backupmanager.cli.internal.grammar.Command;
import org.backupmanager.cli.internal.grammar.Holding;
import org.backupmanager.cli.internal.grammar.Parser;
import org.backupmanager.cli.internal.grammar.Request;
import org.backupmanager.cli.internal.text.Style;
import org.backupmanager.command.CommandHost;
import org.backupmanager.command.DeviceLinks;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;

/** Answers the commands of a table for open devices. */
public final class CommandServer implements CommandHost {

    private static final long RELEASE_TRIES = 100;

    private final List<Command> table;
    private final String helpCommand;
    private final Supplier<Optional<DeviceLinks>> links;
    private final PeerOwner owner;

    /** @param links for callers that want the whole device; empty where there are none */
    public CommandServer(List<Command> table, String helpCommand, Supplier<Optional<DeviceLinks>> links) {
        this(table, helpCommand, links, PeerOwner.KERNEL);
    }

    CommandServer(List<Command> table, String helpCommand, Supplier<Optional<DeviceLinks>> links, PeerOwner owner) {
        this.links = links;
        this.table = List.copyOf(table);
        this.helpCommand = helpCommand;
        this.owner = owner;
    }

    @Override
    public Serving serve(Device device, HandOver handOver) throws BackupException {
        return serve(device, new Holding(Holding.Kind.WORKBENCH, handOver::agree));
    }

    /** As {@link #serve(Device, HandOver)}, by a process that may do more. */
    public ServedDevice serve(Device device, Holding holding) throws BackupException {
        return new ServedDevice(device, new Parser(table, helpCommand), links, owner, holding);
    }

    @Override
    public Optional<SocketChannel> dial(Path home) {
        return new CommandClient(home).connect();
    }

    @Override
    public boolean release(Path home) {
        return ask(home, Shutdown.WHEN_IDLE);
    }

    /** Asks whoever holds the device to leave it to a service that is being started; as {@link #release} else. */
    static boolean releaseForService(Path home) {
        return ask(home, Shutdown.FOR_SERVICE);
    }

    private static boolean ask(Path home, String how) {
        var client = new CommandClient(home);
        var request = new Request(List.of(Shutdown.NAME, how), home, ZoneId.systemDefault(), Style.PLAIN);
        try {
            Optional<Integer> answer = client.ask(request, OutputStream.nullOutputStream(),
                    OutputStream.nullOutputStream());
            if (answer.isPresent() && answer.get() != 0 && answer.get() != CommandClient.ENDED_EARLY) {
                return false;
            }
            for (int i = 0; i < RELEASE_TRIES && client.someoneListens(); i++) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
            return !client.someoneListens();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
