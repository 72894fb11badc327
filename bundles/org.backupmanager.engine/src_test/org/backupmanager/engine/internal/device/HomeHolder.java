package org.backupmanager.engine.internal.device;

import java.io.IOException;
import java.nio.file.Path;

import org.backupmanager.engine.internal.home.Home;
import org.backupmanager.session.BackupException;

/** A process that holds a home until its input ends. */
public final class HomeHolder {

    private HomeHolder() {
    }

    public static void main(String[] arguments) throws BackupException, IOException {
        try (Home home = Home.hold(Path.of(arguments[0]), "clienttool control.backup.start")) {
            System.out.println("held " + home.folder());
            System.in.read();
        }
    }
}
