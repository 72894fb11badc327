package org.backupmanager.engine.internal.stored;

import java.util.Optional;

import org.backupmanager.content.SliceId;
import org.backupmanager.engine.internal.limits.PatientTransport;
import org.backupmanager.pipeline.Gate;
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
 * @param attendance where runs say what they rely on
 */
public record Depot(Vault vault, StorageTransport storage, BackupRegister register, ObjectNames names, Damages damages,
        Attendance attendance) {

    /** One of which no damage is known, and that nobody cleans up. */
    public Depot(Vault vault, StorageTransport storage, BackupRegister register, ObjectNames names) {
        this(vault, storage, register, names, Damages.none(), Attendance.NONE);
    }

    /** This depot with what is known to be damaged. */
    public Depot with(Damages known) {
        return new Depot(vault, storage, register, names, known, attendance);
    }

    /** This depot with somebody to tell what runs rely on. */
    public Depot with(Attendance told) {
        return new Depot(vault, storage, register, names, damages, told);
    }

    /** This depot for somebody who may cancel: no call of the storage begins after that, and no wait outlasts it. */
    public Depot within(Gate gate) {
        return new Depot(vault, PatientTransport.within(storage, gate), register, names, damages, attendance);
    }

    /**
     * Where a slice lies sound, as far as is known, in a cabinet that stays: what is found here need not be stored
     * again.
     */
    public Optional<SliceLocation> findSound(SliceId slice) {
        Optional<SliceLocation> first = register.find(slice);
        return first.isEmpty() || isReliable(first.get()) ? first : register.findAt(slice, this::isReliable);
    }

    /** Where a slice lies sound, as far as is known, if only until its cabinet is removed. */
    public Optional<SliceLocation> findUndamaged(SliceId slice) {
        return damages.isEmpty() ? register.find(slice) : register.findAt(slice, place -> !damages.hits(place));
    }

    private boolean isReliable(SliceLocation place) {
        return !damages.hits(place) && !attendance.isCondemned(place.cabinet());
    }

    /** Whether something is known to be damaged that has not been replaced yet. */
    public boolean isDamaged() {
        return damages.all().keySet().stream().anyMatch(cabinet -> !attendance.isCondemned(cabinet));
    }

    /** Where to read a slice: at a sound place, else at any. */
    public Optional<SliceLocation> find(SliceId slice) {
        return findSound(slice).or(() -> findUndamaged(slice)).or(() -> register.find(slice));
    }
}
