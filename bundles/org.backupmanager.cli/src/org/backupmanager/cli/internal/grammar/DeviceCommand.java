package org.backupmanager.cli.internal.grammar;

import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;

/** A command that works on an open device, in whichever process holds it. It reads nothing from the terminal. */
public interface DeviceCommand extends Command {

    /** How long the device is needed. */
    enum Duration {
        /** For an instant. */
        INSTANT,
        /** As long as the call lasts; others want to use the device meanwhile. */
        LONG,
        /** Longer than the call. */
        BEYOND_CALL,
        /** Not here: the command is for a process that holds it. */
        ELSEWHERE
    }

    /** Does it and returns the exit code. */
    int run(Call call, Device device) throws BackupException, UsageException, InterruptedException;

    /** What a command for a process that holds the device does where none does. */
    default int nobody(Call call) {
        call.tell(Messages.text("process.none"));
        return 0;
    }

    /** What a command does where the device cannot be opened or did not let it work: mostly, to fail with that. */
    default int unopened(Call call, BackupException why) throws BackupException {
        throw why;
    }

    /** How long this call needs the device. */
    default Duration duration(Arguments arguments) {
        return Duration.INSTANT;
    }
}
