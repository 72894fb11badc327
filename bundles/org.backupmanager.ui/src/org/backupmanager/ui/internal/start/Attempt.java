package org.backupmanager.ui.internal.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;

import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.session.Devices;
import org.backupmanager.session.Progress;
import org.backupmanager.ui.internal.work.Background;
import org.eclipse.swt.widgets.Control;

/** Makes or joins a device in the background; wipes the passphrase in any case. */
final class Attempt {

    private final Background background;
    private final Control owner;
    private final Consumer<Device> opened;

    Attempt(Background background, Control owner, Consumer<Device> opened) {
        this.background = background;
        this.owner = owner;
        this.opened = opened;
    }

    void make(Devices devices, Path home, Devices.NewDevice request, StartPage.Outcome form) {
        run(form, request.passphrase(), () -> {
            folder(request.storage());
            return devices.create(home, request);
        });
    }

    void join(Devices devices, Path home, ExistingDeviceForm.Request request, StartPage.Outcome form) {
        run(form, request.passphrase(), () -> devices.join(home, request.name(), request.storage(),
                request.passphrase(), Progress.NONE));
    }

    /** The page says that a folder that is not there will be made. */
    private static void folder(String storage) throws BackupException {
        if (StorageCheck.isPath(storage)) {
            try {
                Files.createDirectories(Path.of(storage));
            } catch (IOException e) {
                throw new BackupException(Code.STORAGE_MISSING, storage, e.getMessage()).because(e);
            }
        }
    }

    private interface Opening {
        Device open() throws BackupException;
    }

    private void run(StartPage.Outcome asked, char[] passphrase, Opening opening) {
        asked.busy(true);
        background.run(owner, "device", monitor -> {
            try {
                return opening.open();
            } finally {
                Arrays.fill(passphrase, '\0');
            }
        }, opened, problem -> {
            asked.busy(false);
            asked.failed(problem);
        });
    }
}
