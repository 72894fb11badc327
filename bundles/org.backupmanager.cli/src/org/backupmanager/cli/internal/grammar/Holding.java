package org.backupmanager.cli.internal.grammar;

/** The process that holds the device while a command runs. */
@FunctionalInterface
public interface Holding {

    /** A process that goes on as it would. */
    Holding FIRM = () -> false;

    /** Asks the process to give the device up and end; whether it will. */
    boolean end();
}
