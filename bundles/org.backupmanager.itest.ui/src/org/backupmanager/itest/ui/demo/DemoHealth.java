package org.backupmanager.itest.ui.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.backupmanager.model.SessionId;
import org.backupmanager.recovery.StorageHealth;
import org.backupmanager.recovery.StorageHealth.Extent;
import org.backupmanager.recovery.StorageHealth.Parity;
import org.backupmanager.recovery.StorageHealth.Quarantined;
import org.backupmanager.recovery.StorageHealth.Verified;

/** A storage that somebody looks after. */
final class DemoHealth {

    private DemoHealth() {
    }

    static StorageHealth now() {
        Instant then = Instant.now().minus(Duration.ofDays(3));
        var stored = new Extent(2_204, 36_800_000_000L);
        return new StorageHealth(stored, new Verified(stored, stored, Optional.of(then), Optional.empty(), false),
                List.of(), new Parity("20+2", Parity.State.COMPLETE, 2_200, 4, 110, 0, 0, 0, "", Optional.empty()),
                List.of(new Quarantined(Optional.of(new SessionId(12)), new Extent(0, 0), then, 5)));
    }
}
