package org.backupmanager.engine.internal.verify;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;

import org.backupmanager.engine.internal.run.RunProgress;
import org.backupmanager.session.BackupException;
import org.backupmanager.storage.ObjectName;
import org.backupmanager.storage.StorageTransport;
import org.backupmanager.testkit.ForwardingTransport;

/** A storage that cancels the session once so many objects were begun to be read. */
final class StoppingTransport extends ForwardingTransport {

    private final RunProgress progress;
    private final int objects;
    private final AtomicInteger begun = new AtomicInteger();

    StoppingTransport(StorageTransport storage, RunProgress progress, int objects) {
        super(storage);
        this.progress = progress;
        this.objects = objects;
    }

    @Override
    public ByteBuffer get(ObjectName name, long offset, int length) throws BackupException {
        if (offset == 0 && begun.incrementAndGet() > objects) {
            progress.cancel();
        }
        return super.get(name, offset, length);
    }
}
