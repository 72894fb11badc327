package org.backupmanager.cli.internal.cleanup;

import java.util.ArrayList;
import java.util.List;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.UsageException;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.model.SessionId;

/** The sessions that a call names. */
final class Sessions {

    private Sessions() {
    }

    static List<SessionId> of(Call call) throws UsageException {
        var sessions = new ArrayList<SessionId>();
        for (String number : call.arguments().all("-session")) {
            if (!number.matches("[0-9]{1,12}") || Long.parseLong(number) == 0) {
                throw new UsageException(Messages.text("session.number", number));
            }
            sessions.add(new SessionId(Long.parseLong(number)));
        }
        return sessions;
    }

    /** As a person reads them. */
    static String words(List<SessionId> sessions) {
        return String.join(", ", sessions.stream().map(SessionId::toString).toList());
    }
}
