package org.backupmanager.engine.internal.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

import org.backupmanager.model.Code;
import org.backupmanager.register.BackupRegister;
import org.backupmanager.session.BackupException;
import org.junit.jupiter.api.Test;

class EarlyRegisterTest {

    private static final Path FOLDER = Path.of("register");

    private final AtomicInteger closed = new AtomicInteger();
    private final BackupRegister register = (BackupRegister) Proxy.newProxyInstance(getClass().getClassLoader(),
            new Class<?>[] {BackupRegister.class}, (proxy, method, arguments) -> {
                if (method.getName().equals("close")) {
                    closed.incrementAndGet();
                }
                return null;
            });

    @Test
    void whatWasTakenIsTheTakersToClose() throws Exception {
        EarlyRegister early = EarlyRegister.begin(folder -> register, FOLDER);
        assertSame(register, early.take());
        early.drop();
        assertEquals(0, closed.get());
    }

    @Test
    void whatNobodyTookIsClosed() {
        EarlyRegister.begin(folder -> register, FOLDER).drop();
        assertEquals(1, closed.get());
    }

    @Test
    void whyItDoesNotOpenIsToldToWhoeverTakesIt() {
        EarlyRegister early = EarlyRegister.begin(folder -> {
            throw new BackupException(Code.REGISTER_DAMAGED, folder, "its file makes no sense");
        }, FOLDER);
        assertEquals(Code.REGISTER_DAMAGED, assertThrows(BackupException.class, early::take).code());
        early.drop();
    }

    @Test
    void whatCannotBeOpenedNeedsNoClosing() {
        EarlyRegister.begin(folder -> {
            throw new BackupException(Code.DEVICE_IN_USE, folder, "another process");
        }, FOLDER).drop();
        assertEquals(0, closed.get());
    }
}
