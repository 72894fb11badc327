package org.backupmanager.engine.internal.stored;

import java.util.Optional;

import org.backupmanager.content.SliceId;
import org.backupmanager.pipeline.Vault;
import org.backupmanager.register.BackupRegister;
import org.backupmanager.register.SliceLocation;
import org.backupmanager.storage.StorageTransport;

/**
 * The stored side of one device, as runs use it. Whoever opened it closes what is in it.
 *
 * @param vault its keys
 * @param storage where its objects are
 * @param register what is known locally of what is there
 * @param names of its objects
 * @param damages what of it is known to be damaged
 */
public record Depot(Vault vault, StorageTransport storage, BackupRegister register, ObjectNames names, Damages damages) {

    /** One of which no damage is known. */
    public Depot(Vault vault, StorageTransport storage, BackupRegister register, ObjectNames names) {
        this(vault, storage, register, names, Damages.none());
    }

    /** Where a slice lies sound, as far as is known: what is found here need not be stored again. */
    public Optional<SliceLocation> findSound(SliceId slice) {
        return damages.isEmpty() ? register.find(slice) : register.findAt(slice, location -> !damages.hits(location));
    }

    /** Where to read a slice: at a sound place, else at any. */
    public Optional<SliceLocation> find(SliceId slice) {
        return findSound(slice).or(() -> register.find(slice));
    }
}
