package org.backupmanager.cli.internal.about;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.LocalCommand;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.grammar.UsageException;

/** Tells scripts that want to talk to a web interface on this computer that there is none. */
public final class TokenGet implements LocalCommand {

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("in-agent-authentication-token.get");
    }

    @Override
    public int run(Call call) throws UsageException {
        throw new UsageException("token.none");
    }
}
