package org.backupmanager.engine.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.Trouble.Severity;
import org.backupmanager.session.BackupException;
import org.backupmanager.testkit.FakeClock;
import org.backupmanager.testkit.MemoryRegister;
import org.junit.jupiter.api.Test;

class TroubleLogTest {

    private final MemoryRegister register = new MemoryRegister();
    private final RunProgress progress = new RunProgress();
    private final TroubleLog log = new TroubleLog(register, new SessionId(1), progress, new FakeClock());

    @Test
    void onlyErrorsCountAsItemsThatAreMissing() throws BackupException {
        log.add(ItemPath.parse("/a"), Code.ITEM_CHANGED, Severity.WARNING);
        log.add(ItemPath.parse("/b"), Code.ITEM_UNREADABLE, Severity.ERROR, "access is denied");
        log.flush();
        assertEquals(1, progress.totals().errorCount());
        assertEquals("It could not be read: access is denied.", register.troubles(new SessionId(1), 9).getLast()
                .detail());
    }

    @Test
    void troublesAreSavedInBatchesAndInTheirOrder() throws BackupException {
        for (int i = 0; i < 1_000; i++) {
            log.add(ItemPath.parse("/" + i), Code.ITEM_VANISHED, Severity.WARNING);
        }
        assertEquals(768, register.troubles(new SessionId(1), 9_999).size());
        log.flush();
        log.flush();
        var all = register.troubles(new SessionId(1), 9_999);
        assertEquals(1_000, all.size());
        assertEquals(ItemPath.parse("/999"), all.getLast().path());
    }
}
