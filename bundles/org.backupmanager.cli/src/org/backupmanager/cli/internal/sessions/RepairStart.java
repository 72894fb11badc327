package org.backupmanager.cli.internal.sessions;

import java.time.InstantSource;
import java.util.List;

import org.backupmanager.cli.internal.grammar.Arguments;
import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.Option.Kind;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.recovery.RepairPlan;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.session.Session;

/** Heals what is damaged in the storage, or shows how it would be healed. */
public final class RepairStart implements DeviceCommand {

    private final InstantSource clock;

    public RepairStart(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.repair.start", Option.flag("-apply"), Option.value("-copy", Kind.STORAGE),
                Option.flag("-wait"));
    }

    @Override
    public Duration duration(Arguments arguments) {
        return arguments.has("-wait") ? Duration.LONG : Duration.BEYOND_CALL;
    }

    @Override
    public int run(Call call, Device device) throws BackupException, InterruptedException {
        boolean apply = call.arguments().has("-apply");
        Session session = device.sessions().startRepair(new RepairPlan(apply, call.arguments().find("-copy")));
        call.tell(Messages.text(apply ? "repair.started" : "repair.planned", session.report().id().toString()));
        return call.arguments().has("-wait") ? new SessionWatch(call, device, clock).watch(List.of(session)) : 0;
    }
}
