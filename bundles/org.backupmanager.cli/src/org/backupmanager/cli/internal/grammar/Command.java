package org.backupmanager.cli.internal.grammar;

/** One verb of the command line: either a {@link LocalCommand} or a {@link DeviceCommand}. */
public interface Command {

    /** Its name, options and output. */
    Synopsis synopsis();
}
