package org.backupmanager.cli.internal.recovery;

import java.time.InstantSource;
import java.util.List;

import org.backupmanager.cli.internal.grammar.Arguments;
import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.Option.Kind;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.sessions.SessionWatch;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.model.SessionId;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.session.Session;

/** Undoes a restore to the original places. */
public final class UndoStart implements DeviceCommand {

    private final InstantSource clock;

    public UndoStart(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.restore.undo", Option.value("-session", Kind.NUMBER).needed(),
                Option.flag("-wait"));
    }

    @Override
    public Duration duration(Arguments arguments) {
        return arguments.has("-wait") ? Duration.LONG : Duration.BEYOND_CALL;
    }

    @Override
    public int run(Call call, Device device) throws BackupException, InterruptedException {
        SessionId restore = new SessionId(Math.max(1, call.arguments().number("-session")));
        Session session = device.restores().undo(restore);
        call.tell(Messages.text("undo.started", restore.toString(), session.report().id().toString()));
        return call.arguments().has("-wait") ? new SessionWatch(call, device, clock).watch(List.of(session)) : 0;
    }
}
