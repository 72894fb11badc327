package org.backupmanager.engine.internal.repair;

import java.util.BitSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.backupmanager.content.CabinetDirectory;
import org.backupmanager.pipeline.CabinetLayout;
import org.backupmanager.session.BackupException;

/** A damaged cabinet, and what becomes of it. */
final class Patient {

    final int number;
    final CabinetDirectory directory;
    final CabinetLayout layout;
    final boolean missing;
    /** Frames that are damaged in the storage. */
    final BitSet damaged;
    /** Frames out of these that can be had somewhere. */
    final BitSet healed = new BitSet();
    /** What it heals from, for a person. */
    final Set<String> from = new TreeSet<>();
    /** The whole object, where it can be had byte for byte and is missing. */
    Optional<byte[]> exact = Optional.empty();

    Patient(int number, CabinetDirectory directory, boolean missing, BitSet damaged) throws BackupException {
        this.number = number;
        this.directory = directory;
        this.missing = missing;
        this.damaged = damaged;
        layout = CabinetLayout.of(directory);
    }

    /** The ordinals of the slices in these frames. */
    BitSet slices(BitSet frames) {
        var slices = new BitSet();
        frames.stream().forEach(frame ->
                slices.set(layout.firstSlice(frame), layout.firstSlice(frame) + layout.slices(frame)));
        return slices;
    }

    /** Frames that are neither sound nor healed yet. */
    BitSet unhealed() {
        var left = (BitSet) damaged.clone();
        left.andNot(healed);
        return left;
    }

    /** Frames that are sound in the storage. */
    BitSet sound() {
        var sound = new BitSet();
        if (!missing) {
            sound.set(0, layout.frames());
            sound.andNot(damaged);
        }
        return sound;
    }
}
