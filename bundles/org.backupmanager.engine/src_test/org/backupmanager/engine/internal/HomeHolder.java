package org.backupmanager.engine.internal;

import java.io.IOException;
import java.nio.file.Path;

import org.backupmanager.session.BackupException;

/** A process that holds a home until its input ends. */
final class HomeHolder {

    private HomeHolder() {
    }

    public static void main(String[] arguments) throws BackupException, IOException {
        try (Home home = Home.hold(Path.of(arguments[0]), "clienttool control.backup.start")) {
            System.out.println("held " + home.folder());
            System.in.read();
        }
    }
}
