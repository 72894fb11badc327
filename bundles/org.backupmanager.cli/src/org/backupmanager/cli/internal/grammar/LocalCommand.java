package org.backupmanager.cli.internal.grammar;

import java.io.IOException;

import org.backupmanager.session.BackupException;

/** A command that runs in the process that was called: it needs no open device, or opens its own. */
public interface LocalCommand extends Command {

    /** Does it and returns the exit code. */
    int run(Call call) throws BackupException, UsageException, IOException, InterruptedException;
}
