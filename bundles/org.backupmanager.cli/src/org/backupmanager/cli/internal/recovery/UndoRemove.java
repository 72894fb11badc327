package org.backupmanager.cli.internal.recovery;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.Option.Kind;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.model.SessionId;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;

/** Gives up what is kept of a restore. */
public final class UndoRemove implements DeviceCommand {

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.restore.undo.remove", Option.value("-session", Kind.NUMBER).needed());
    }

    @Override
    public int run(Call call, Device device) throws BackupException {
        SessionId restore = new SessionId(Math.max(1, call.arguments().number("-session")));
        device.restores().forgetUndo(restore);
        call.tell(Messages.text("undo.removed", restore.toString()));
        return 0;
    }
}
