package org.backupmanager.engine.internal.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;

import org.backupmanager.engine.internal.run.CancelPoint;
import org.backupmanager.engine.internal.run.RunProgress;
import org.backupmanager.session.SessionCancelledException;
import org.backupmanager.storage.ObjectName;
import org.backupmanager.storage.StorageTransport;
import org.backupmanager.testkit.MemoryTransport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class LimitedTransportTest {

    private static final ObjectName NAME = new ObjectName("a/name");

    @Test
    void nothingBeginsAfterACancelButWhatIsTakenBack() throws Exception {
        var progress = new RunProgress();
        var point = new CancelPoint(progress::cancel, CancelPoint.NEVER);
        StorageTransport storage = new LimitedTransport(
                point.watch(StorageTransport.class, new MemoryTransport()),
                new Throttle(InstantSource.system(), () -> ZoneOffset.UTC, Bucket.Nap.REAL))
                .within(progress::endIfCancelled);
        storage.put(NAME, List.of(ByteBuffer.allocate(0)), 0);
        progress.cancel();
        int before = point.steps();
        List<Executable> calls = List.of(() -> storage.put(NAME, List.of(ByteBuffer.allocate(0)), 0),
                () -> storage.get(NAME, 0, 1), () -> storage.size(NAME), () -> storage.exists(NAME),
                () -> storage.list(NAME), storage::roots, storage::free);
        for (Executable call : calls) {
            assertThrows(SessionCancelledException.class, call);
        }
        assertEquals(before, point.steps());
        storage.delete(NAME);
        assertEquals(before + 1, point.steps());
    }
}
