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

/** Brings sessions back from quarantine. */
public final class SessionUndelete implements DeviceCommand {

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.session.undelete", Option.value("-session", Kind.NUMBER).many().needed());
    }

    @Override
    public int run(Call call, Device device) throws BackupException, UsageException {
        List<SessionId> sessions = Sessions.of(call);
        device.cleanUp().undelete(sessions);
        call.tell(Messages.text("undelete.done", Sessions.words(sessions)));
        return 0;
    }
}
