package org.backupmanager.cli.internal.sessions;

import org.backupmanager.cli.internal.absent.KnownSources;
import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.Option.Kind;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.text.Table;
import org.backupmanager.cli.internal.text.Table.Column;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.Trouble;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;

/** Lists what went wrong in a session, item by item. */
public final class SessionErrorList implements DeviceCommand {

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.session.error.list", Option.value("-datasource", Kind.SOURCE).needed(),
                Option.value("-time", Kind.TIME), Option.value("-session", Kind.NUMBER),
                Option.value("-limit", Kind.NUMBER).otherwise("100"))
                .printing(Column.text("DATETIME"), Column.text("PATH"), Column.text("CONTENT"));
    }

    @Override
    public int run(Call call, Device device) throws BackupException {
        if (KnownSources.isAbsent(device, call.arguments().get("-datasource"))) {
            call.table().close();
            return 0;
        }
        Subject subject = Subject.of(device, call.arguments().get("-datasource"));
        SessionReport session = Moments.session(call, device.sessions(), subject.id(), false);
        try (Table table = call.table()) {
            for (Trouble trouble : device.sessions().troubles(session.id(), call.arguments().number("-limit"))) {
                table.row(call.time(trouble.time()), subject.show().apply(trouble.path()), trouble.detail());
            }
        }
        return 0;
    }
}
