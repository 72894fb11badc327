package org.backupmanager.register.internal;

import java.nio.file.Path;

import org.backupmanager.register.BackupRegister;
import org.backupmanager.register.Registers;
import org.backupmanager.session.BackupException;
import org.osgi.service.component.annotations.Component;

/** Backup Registers in embedded Derby. */
@Component(service = Registers.class)
public final class DerbyRegisters implements Registers {

    @Override
    public BackupRegister open(Path folder) throws BackupException {
        var files = new RegisterFolder(folder.toAbsolutePath().normalize());
        var closers = new Closers(files.root());
        try {
            files.create();
            closers.add(FolderLock.take(files));
            RegisterThread thread = closers.add(new RegisterThread(files.root()));
            return DerbyRegister.open(files, thread, closers);
        } catch (Exception e) {
            // All kinds: what Derby makes of a damaged database is not always an SQLException.
            throw closers.closing(Failures.of(files.root(), e));
        }
    }
}
