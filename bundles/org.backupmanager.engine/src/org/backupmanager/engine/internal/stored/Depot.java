package org.backupmanager.engine.internal.stored;

import org.backupmanager.pipeline.Vault;
import org.backupmanager.register.BackupRegister;
import org.backupmanager.storage.StorageTransport;

/**
 * The stored side of one device, as runs use it. Whoever opened it closes what is in it.
 *
 * @param vault its keys
 * @param storage where its objects are
 * @param register what is known locally of what is there
 * @param names of its objects
 */
public record Depot(Vault vault, StorageTransport storage, BackupRegister register, ObjectNames names) {
}
