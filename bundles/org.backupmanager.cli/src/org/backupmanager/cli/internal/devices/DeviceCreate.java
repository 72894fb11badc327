package org.backupmanager.cli.internal.devices;

import java.nio.file.Path;
import java.util.function.Supplier;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.LocalCommand;
import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.Option.Kind;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.grammar.UsageException;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.model.CipherSuite;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.session.Devices;
import org.backupmanager.session.Devices.NewDevice;

/** Makes a new device in a storage. */
public final class DeviceCreate implements LocalCommand {

    private final Supplier<Devices> devices;
    private final Terminal terminal;

    public DeviceCreate(Supplier<Devices> devices, Terminal terminal) {
        this.devices = devices;
        this.terminal = terminal;
    }

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.device.create", Option.value("-name", Kind.NAME).needed(),
                Option.value("-storage", Kind.STORAGE).needed(),
                Option.oneOf("-cipher", "AES-128", "AES-256", "Blowfish-448").otherwise("AES-128"),
                Option.value("-passphrase-file", Kind.FILE));
    }

    @Override
    public int run(Call call) throws BackupException, UsageException {
        Path home = devices.get().home(call.parsed().home(call.request()));
        CipherSuite cipher = CipherSuite.of(call.arguments().get("-cipher")).orElseThrow();
        try (Passphrase passphrase = Passphrase.of(call, terminal, true);
                Device device = devices.get().create(home, new NewDevice(call.arguments().get("-name"),
                        call.arguments().get("-storage"), cipher, passphrase.value()))) {
            call.tell(Messages.text("device.created", device.name(), device.storage(), device.cipher().word(), home));
            call.tell(Messages.text("device.keep"));
            call.tell(Messages.text("device.next"));
        }
        return 0;
    }
}
