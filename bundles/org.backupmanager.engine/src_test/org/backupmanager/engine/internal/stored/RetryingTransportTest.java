package org.backupmanager.engine.internal.stored;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.backupmanager.engine.internal.run.RunProgress;
import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.SessionCancelledException;
import org.backupmanager.storage.ObjectName;
import org.backupmanager.storage.StorageTransport;
import org.backupmanager.testkit.ForwardingTransport;
import org.backupmanager.testkit.MemoryTransport;
import org.junit.jupiter.api.Test;

/** Pauses before a storage is asked again. */
class RetryingTransportTest {

    private static final ObjectName NAME = new ObjectName("any");

    private final List<Duration> naps = new ArrayList<>();
    private final StorageTransport gone = new ForwardingTransport(new MemoryTransport()) {
        @Override
        public boolean exists(ObjectName name) throws BackupException {
            throw new BackupException(Code.STORAGE_FAILED, "a share", "it is gone");
        }
    };

    @Test
    void aStorageThatIsGoneIsAskedForAMinuteAndAHalf() {
        var storage = new RetryingTransport(gone, naps::add);
        assertEquals(Code.STORAGE_FAILED, assertThrows(BackupException.class, () -> storage.exists(NAME)).code());
        assertEquals(Duration.ofMillis(86_200), naps.stream().reduce(Duration.ZERO, Duration::plus));
    }

    @Test
    void nobodyWaitsForItAfterACancel() {
        var progress = new RunProgress();
        StorageTransport storage = new RetryingTransport(gone, nap -> {
            naps.add(nap);
            if (naps.size() == 30) {
                progress.cancel();
            }
        }).within(progress::endIfCancelled);
        assertThrows(SessionCancelledException.class, () -> storage.exists(NAME));
        assertEquals(30, naps.size());
    }
}
