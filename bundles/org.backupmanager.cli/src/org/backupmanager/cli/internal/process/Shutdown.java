package org.backupmanager.cli.internal.process;

import java.util.List;

import org.backupmanager.cli.internal.grammar.Arguments;
import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Holding.Wish;
import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;

/** Ends the background process that holds the device. */
public final class Shutdown implements DeviceCommand {

    static final String NAME = "control.shutdown";
    static final String WHEN_IDLE = "-when-idle";
    static final String FOR_SERVICE = "-for-service";

    private final String name;

    private Shutdown(String name) {
        this.name = name;
    }

    /** The verb under both of its names. */
    public static List<Shutdown> all() {
        return List.of(new Shutdown(NAME), new Shutdown("shutdown"));
    }

    @Override
    public Synopsis synopsis() {
        return Synopsis.hidden(name, Option.flag(WHEN_IDLE), Option.flag(FOR_SERVICE));
    }

    @Override
    public Duration duration(Arguments arguments) {
        return Duration.ELSEWHERE;
    }

    @Override
    public int run(Call call, Device device) throws BackupException {
        Wish wish = call.arguments().has(FOR_SERVICE) ? Wish.FOR_SERVICE
                : call.arguments().has(WHEN_IDLE) ? Wish.WHEN_IDLE : Wish.END;
        if (wish != Wish.END && !device.sessions().running().isEmpty()) {
            throw new BackupException(Code.DEVICE_BUSY, device.sessions().state().word());
        }
        if (!call.holding().give(wish)) {
            throw new BackupException(Code.DEVICE_IN_USE, device.name(), Messages.text("process.firm"));
        }
        call.tell(Messages.text("process.ending"));
        return 0;
    }
}
