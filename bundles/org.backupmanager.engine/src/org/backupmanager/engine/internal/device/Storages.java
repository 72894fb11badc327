package org.backupmanager.engine.internal.device;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.backupmanager.engine.internal.stored.RetryingTransport;
import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;
import org.backupmanager.storage.StorageProvider;
import org.backupmanager.storage.StorageTransport;

/**
 * The kinds of storage that are installed at the moment.
 *
 * @param installed gives those that are there now
 */
public record Storages(Supplier<List<StorageProvider>> installed) {

    /** The address in full, as it is kept. */
    String absolute(String address) throws BackupException {
        return provider(address).absolute(address);
    }

    /** Opens the storage at an address; it is asked again where it stumbles. */
    StorageTransport open(String address) throws BackupException {
        return new RetryingTransport(provider(address).open(address),
                pause -> TimeUnit.NANOSECONDS.sleep(pause.toNanos()));
    }

    private StorageProvider provider(String address) throws BackupException {
        List<StorageProvider> providers = installed.get();
        return providers.stream().filter(provider -> provider.accepts(address)).findFirst().orElseThrow(() ->
                new BackupException(Code.STORAGE_UNKNOWN, address,
                        String.join(", ", providers.stream().flatMap(known -> known.schemes().stream()).sorted()
                                .toList())));
    }
}
