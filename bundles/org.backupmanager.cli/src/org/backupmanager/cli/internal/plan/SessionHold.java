package org.backupmanager.cli.internal.plan;

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

/** Holds a session, so that no policy removes it, or releases it. */
public final class SessionHold implements DeviceCommand {

    private final boolean hold;

    private SessionHold(boolean hold) {
        this.hold = hold;
    }

    /** Holds. */
    public static SessionHold hold() {
        return new SessionHold(true);
    }

    /** Releases. */
    public static SessionHold release() {
        return new SessionHold(false);
    }

    @Override
    public Synopsis synopsis() {
        return Synopsis.of(hold ? "control.session.hold" : "control.session.release",
                Option.value("-session", Kind.NUMBER).needed());
    }

    @Override
    public int run(Call call, Device device) throws BackupException, UsageException {
        SessionId session = new Given(call).session();
        if (hold) {
            device.plans().retention().hold(session);
        } else {
            device.plans().retention().release(session);
        }
        call.tell(Messages.text(hold ? "session.held" : "session.released", session.toString()));
        return 0;
    }
}
