package org.backupmanager.cli.internal.devices;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Supplier;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.LocalCommand;
import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.Option.Kind;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.grammar.UsageException;
import org.backupmanager.cli.internal.text.Figures;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.session.Devices;

/** Opens a device that exists in a storage, on a machine that need not have seen it before. */
public final class DeviceOpen implements LocalCommand {

    private final Supplier<Devices> devices;
    private final Terminal terminal;
    private final InstantSource clock;

    public DeviceOpen(Supplier<Devices> devices, Terminal terminal, InstantSource clock) {
        this.devices = devices;
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.device.open", Option.value("-name", Kind.NAME).needed(),
                Option.value("-storage", Kind.STORAGE).needed(), Option.value("-passphrase-file", Kind.FILE));
    }

    @Override
    public int run(Call call) throws BackupException, UsageException {
        Path home = devices.get().home(call.parsed().home(call.request()));
        try (Passphrase passphrase = Passphrase.of(call, terminal, false);
                var progress = new RebuildProgress(call.output(), clock);
                Device device = devices.get().join(home, call.arguments().get("-name"),
                        call.arguments().get("-storage"),
                        passphrase.value(), progress)) {
            progress.close();
            call.tell(Messages.text("device.opened", device.name(), device.storage(),
                    Figures.count(device.sessions().reports().size()), home));
        }
        return 0;
    }
}
