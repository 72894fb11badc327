package org.backupmanager.cli.internal.cleanup;

import java.util.List;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.Option.Kind;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.grammar.UsageException;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.model.SessionId;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;

/** Takes sessions to quarantine. */
public final class SessionRemove implements DeviceCommand {

    private static final String EVEN_LAST = "-even-last";

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.session.remove", Option.value("-session", Kind.NUMBER).many().needed(),
                Option.flag(EVEN_LAST));
    }

    @Override
    public int run(Call call, Device device) throws BackupException, UsageException {
        List<SessionId> sessions = Sessions.of(call);
        device.cleanUp().remove(sessions, call.arguments().has(EVEN_LAST));
        call.tell(Messages.text("remove.done", Sessions.words(sessions),
                device.settings().getOrDefault("QuarantineDays", "")));
        return 0;
    }
}
