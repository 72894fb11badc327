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
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.session.Session;

/** Backs up what is selected. */
public final class BackupStart implements DeviceCommand {

    private final InstantSource clock;

    public BackupStart(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.backup.start", Option.value("-datasource", Kind.SOURCE).many(),
                Option.flag("-wait"));
    }

    @Override
    public Duration duration(Arguments arguments) {
        return arguments.has("-wait") ? Duration.LONG : Duration.BEYOND_CALL;
    }

    @Override
    public int run(Call call, Device device) throws BackupException, InterruptedException {
        List<Session> started = device.sessions().startBackup(call.arguments().all("-datasource"));
        for (Session session : started) {
            call.tell(Messages.text("backup.started", device.source(session.report().source()).label(),
                    session.report().id().toString()));
        }
        return call.arguments().has("-wait") ? new SessionWatch(call, device, clock).watch(started) : 0;
    }
}
