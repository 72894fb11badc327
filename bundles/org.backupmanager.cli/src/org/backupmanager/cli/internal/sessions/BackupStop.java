package org.backupmanager.cli.internal.sessions;

import java.util.List;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.Option.Kind;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.model.SessionReport;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.session.Session;

/** Aborts backups that are in progress or wait; restores and upkeep go on. */
public final class BackupStop implements DeviceCommand {

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.backup.stop", Option.value("-datasource", Kind.SOURCE).many());
    }

    @Override
    public int run(Call call, Device device) throws BackupException {
        List<String> sources = call.arguments().all("-datasource");
        for (String source : sources) {
            device.source(source);
        }
        List<Session> backups = device.sessions().running().stream()
                .filter(session -> session.report().type() == SessionReport.Type.BACKUP)
                .filter(session -> sources.isEmpty() || sources.contains(session.report().source())).toList();
        backups.forEach(Session::cancel);
        call.tell(backups.isEmpty() ? Messages.text("abort.noBackup") : Messages.text("abort.asked",
                Integer.toString(backups.size())));
        return 0;
    }
}
