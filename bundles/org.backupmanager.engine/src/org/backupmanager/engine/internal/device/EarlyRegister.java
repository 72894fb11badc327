package org.backupmanager.engine.internal.device;

import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import org.backupmanager.register.BackupRegister;
import org.backupmanager.register.Registers;
import org.backupmanager.session.BackupException;

/**
 * A register that is opened on a thread of its own while keys and storage are looked at: starting the database is most
 * of what opening a device takes. For one user.
 */
final class EarlyRegister {

    private final FutureTask<BackupRegister> opening;
    private boolean taken;

    private EarlyRegister(FutureTask<BackupRegister> opening) {
        this.opening = opening;
    }

    static EarlyRegister begin(Registers registers, Path folder) {
        var opening = new FutureTask<>(() -> registers.open(folder));
        Thread.ofPlatform().daemon().name("opening " + folder).start(opening);
        return new EarlyRegister(opening);
    }

    /** Waits until it is open, as opening it here would; the caller closes it. */
    BackupRegister take() throws BackupException {
        taken = true;
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return opening.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case BackupException failure -> throw failure;
                case RuntimeException bug -> throw bug;
                default -> throw new IllegalStateException(e.getCause());
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Nobody wants it any more: closed, unless it was taken. */
    void drop() {
        if (taken) {
            return;
        }
        try {
            take().close();
        } catch (BackupException neverOpened) {
            System.getLogger(EarlyRegister.class.getName()).log(System.Logger.Level.DEBUG, neverOpened.getMessage(),
                    neverOpened);
        }
    }
}
