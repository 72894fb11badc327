package org.backupmanager.register.internal;

import java.nio.file.Path;

import org.backupmanager.register.BackupRegister;
import org.backupmanager.testkit.BackupRegisterContract;
import org.junit.jupiter.api.io.TempDir;

class DerbyRegisterTest implements BackupRegisterContract {

    @TempDir
    Path folder;

    @Override
    public BackupRegister open() throws Exception {
        return new DerbyRegisters().open(folder.resolve("register"));
    }
}
