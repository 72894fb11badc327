package org.backupmanager.cli.internal.convention;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.backupmanager.cli.internal.ConventionShell;
import org.backupmanager.cli.internal.fake.FakeDevice;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.SessionReport.Totals;
import org.backupmanager.model.SessionReport.Type;
import org.backupmanager.recovery.StorageHealth;
import org.backupmanager.recovery.StorageHealth.Damage;
import org.backupmanager.recovery.StorageHealth.Extent;
import org.backupmanager.recovery.StorageHealth.Loss;
import org.backupmanager.recovery.StorageHealth.Parity;
import org.backupmanager.recovery.StorageHealth.Quarantined;
import org.backupmanager.recovery.StorageHealth.Stretch;
import org.backupmanager.recovery.StorageHealth.Verified;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an administrator and a script see of the storage. */
class StorageVerbsTest {

    @TempDir
    Path folder;

    private static Stretch stretch(long first, long last) {
        return new Stretch(new SessionId(first), new SessionId(last));
    }

    private static StorageHealth damaged() {
        Instant then = FakeDevice.START.minus(Duration.ofDays(1));
        var last = new SessionReport(new SessionId(7), SessionReport.ALL, Type.VERIFY, State.COMPLETED_WITH_ERRORS,
                false, then, Optional.of(then.plusSeconds(60)), new Totals(44, 712_000_000, 43, 700_000_000,
                        700_000_000, 3, 0));
        var lost = new Damage("laptop/cabinets/2b/2b56", true, false,
                List.of(new Loss("Memory", ItemPath.parse("/home/ann"), List.of(stretch(1, 3), stretch(5, 5))),
                        new Loss("Memory", ItemPath.parse("/home/bob"), List.of(stretch(2, 2)))));
        var parity = new Damage("laptop/parity/0f/manifest", false, true, List.of());
        return new StorageHealth(new Extent(44, 712_000_000),
                new Verified(new Extent(44, 712_000_000), new Extent(43, 700_000_000), Optional.of(then),
                        Optional.of(last), true),
                List.of(lost, parity),
                new Parity("20+2", Parity.State.FAILED, 20, 24, 1, 1, 0, 0, "The storage is full.", Optional.of(then)),
                List.of(new Quarantined(Optional.of(new SessionId(4)), new Extent(0, 0), then, 12),
                        new Quarantined(Optional.empty(), new Extent(3, 48_000_000), then, 30)));
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = StorageVerbsTest.class.getResourceAsStream("golden/" + name + ".txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void assertGolden(String name, StorageHealth health) throws IOException {
        var shell = new ConventionShell(folder);
        shell.device().health(health);
        assertEquals(golden(name), shell.again(golden(name)));
    }

    @Test
    void oneAnswerSaysHowSoundTheStorageIs() throws IOException {
        assertGolden("control.storage.status", damaged());
    }

    @Test
    void damageIsListedWithWhatItCosts() throws IOException {
        assertGolden("control.storage.damage.list", damaged());
    }

    @Test
    void aStorageThatNobodyCheckedSaysSo() throws IOException {
        assertGolden("control.storage.sound", new ConventionShell(folder).device().health());
    }
}
