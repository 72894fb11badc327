package org.backupmanager.engine.internal.stored;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

import org.backupmanager.engine.internal.limits.PatientTransport;
import org.backupmanager.model.Code;
import org.backupmanager.pipeline.Gate;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.SessionCancelledException;
import org.backupmanager.storage.ObjectName;
import org.backupmanager.storage.Pace;
import org.backupmanager.storage.StorageTransport;

/**
 * A storage that is asked again, after growing pauses, when it did not work. What trying again cannot mend (full,
 * denied, missing) is told at once.
 */
public final class RetryingTransport implements PatientTransport {

    /**
     * Pauses before the second and each further try: together a minute and a half, enough for a server to start again.
     */
    private static final List<Duration> PAUSES =
            List.of(Duration.ofMillis(200), Duration.ofSeconds(1), Duration.ofSeconds(5),
                    Duration.ofSeconds(20), Duration.ofSeconds(60));

    /** The longest time without asking whether anybody still waits. */
    private static final Duration NAP = Duration.ofMillis(50);

    private final StorageTransport storage;
    private final Pause pause;
    private final Gate gate;

    /** Waits; a test passes one that does not. */
    @FunctionalInterface
    public interface Pause {
        void sleep(Duration time) throws InterruptedException;
    }

    public RetryingTransport(StorageTransport storage, Pause pause) {
        this(storage, pause, () -> {
            // nobody cancels it
        });
    }

    private RetryingTransport(StorageTransport storage, Pause pause, Gate gate) {
        this.storage = storage;
        this.pause = pause;
        this.gate = gate;
    }

    @Override
    public StorageTransport within(Gate asked) {
        return new RetryingTransport(PatientTransport.within(storage, asked), pause, asked);
    }

    @Override
    public StorageTransport target() {
        return storage;
    }

    @Override
    public <T> T call(Call<T> call) throws BackupException {
        for (Duration wait : PAUSES) {
            try {
                return call.run();
            } catch (BackupException e) {
                if (e.code() != Code.STORAGE_FAILED) {
                    throw e;
                }
                System.getLogger(RetryingTransport.class.getName()).log(System.Logger.Level.INFO,
                        "The storage is asked again in " + wait.toMillis() + " ms. " + e.getMessage());
            }
            pauseFor(wait);
        }
        return call.run();
    }

    private void pauseFor(Duration wait) throws SessionCancelledException {
        try {
            for (Duration left = wait; left.isPositive(); left = left.minus(NAP)) {
                gate.pass();
                pause.sleep(left.compareTo(NAP) < 0 ? left : NAP);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SessionCancelledException();
        }
    }

    /** The storage itself keeps the pace: it may send in parts. */
    @Override
    public void put(ObjectName name, List<ByteBuffer> content, int crc32c, Pace pace) throws BackupException {
        call(() -> {
            storage.put(name, content, crc32c, pace);
            return name;
        });
    }
}
