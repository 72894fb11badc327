package org.backupmanager.engine.internal.repair;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.backupmanager.content.CabinetDirectory;
import org.backupmanager.content.CabinetId;
import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.model.Code;
import org.backupmanager.pipeline.CabinetCheck;
import org.backupmanager.pipeline.CabinetCheck.Findings;
import org.backupmanager.pipeline.CabinetReader;
import org.backupmanager.pipeline.Gate;
import org.backupmanager.pipeline.KeptFrame;
import org.backupmanager.pipeline.ObjectSource;
import org.backupmanager.pipeline.ParityDecoder;
import org.backupmanager.pipeline.ParityGroup;
import org.backupmanager.session.BackupException;

/** Where the content of a damaged cabinet can be had: a second copy, parity, the frames that the register keeps. */
final class Supplies {

    private final Depot depot;
    private final RepairTask task;
    private final Gate gate;
    private final CabinetReader reader;
    private final Map<CabinetId, String> groups;

    Supplies(Depot depot, RepairTask task, Gate gate, CabinetReader reader, Map<CabinetId, String> groups) {
        this.depot = depot;
        this.task = task;
        this.gate = gate;
        this.reader = reader;
        this.groups = groups;
    }

    /** Finds out what there is, tells the patient, and hands healed frames out. */
    void heal(Patient patient, Frames taker) throws BackupException {
        Optional<ObjectSource> copy = task.copy().map(storage -> ObjectSource.of(storage,
                depot.names().cabinet(patient.directory.id())));
        if (copy.isPresent()) {
            use(patient, copy.get(), Messages.text("repair.copy"), taker);
        }
        if (!patient.unhealed().isEmpty() && patient.directory.kind() == CabinetDirectory.Kind.DIRECTORY) {
            useKept(patient, taker);
        }
        if (isLeft(patient) && groups.containsKey(patient.directory.id())) {
            useParity(patient, groups.get(patient.directory.id()), taker);
        }
    }

    /** A missing cabinet had better come back as it was than in parts. */
    private static boolean isLeft(Patient patient) {
        return !patient.unhealed().isEmpty() || patient.missing && patient.exact.isEmpty();
    }

    private void use(Patient patient, ObjectSource source, String label, Frames taker) throws BackupException {
        Findings findings;
        try {
            findings = new CabinetCheck(reader, depot.vault().hasher(), gate).check(source,
                    depot.names().cabinet(patient.directory.id()), patient.directory);
        } catch (BackupException missing) {
            if (missing.code() != Code.OBJECT_MISSING) {
                throw missing;
            }
            return;
        }
        if (patient.missing && findings.isSound()) {
            patient.exact = Optional.of(bytes(source, patient.directory.size()));
            patient.from.clear();
            patient.from.add(label);
            patient.healed.or(patient.damaged);
            return;
        }
        BitSet had = patient.unhealed();
        had.andNot(findings.frames());
        if (!had.isEmpty()) {
            new FrameReading(depot, reader, patient).read(source, had, taker);
            patient.healed.or(had);
            patient.from.add(label);
        }
    }

    private static byte[] bytes(ObjectSource source, long size) throws BackupException {
        var content = source.get(0, Math.toIntExact(size));
        byte[] bytes = new byte[content.remaining()];
        content.get(bytes);
        return bytes;
    }

    private void useKept(Patient patient, Frames taker) throws BackupException {
        var reading = new FrameReading(depot, reader, patient);
        BitSet left = patient.unhealed();
        for (int frame = left.nextSetBit(0); frame >= 0; frame = left.nextSetBit(frame + 1)) {
            Optional<byte[]> kept = depot.register().frame(patient.number, frame);
            if (kept.isPresent() && reading.isGenuine(frame, unpacked(kept.get(), patient.layout.plainLength(frame)))) {
                taker.frame(patient, frame, unpacked(kept.get(), patient.layout.plainLength(frame)));
                patient.healed.set(frame);
                patient.from.add(Messages.text("repair.register"));
            }
        }
    }

    private static byte[] unpacked(byte[] kept, int length) {
        try {
            return KeptFrame.unpack(kept, length);
        } catch (BackupException damagedCopy) {
            return new byte[0];
        }
    }

    private void useParity(Patient patient, String id, Frames taker) throws BackupException {
        ParityGroup group;
        try {
            group = task.groups().read(id);
        } catch (BackupException damaged) {
            if (damaged.code() != Code.OBJECT_DAMAGED && damaged.code() != Code.OBJECT_MISSING) {
                throw damaged;
            }
            return;
        }
        List<CabinetId> members = group.members().stream().map(ParityGroup.Member::cabinet).toList();
        int member = members.indexOf(patient.directory.id());
        if (member < 0) {
            return;
        }
        var parity = new ArrayList<ObjectSource>();
        for (int row = 0; row < group.parity().size(); row++) {
            parity.add(ObjectSource.of(depot.storage(), depot.names().parity(id, row)));
        }
        var decoder = new ParityDecoder(group, members.stream().map(this::places).toList(), parity, gate);
        use(patient, ObjectSource.of(decoder.rebuild(member).bytes()), Messages.text("repair.parity"), taker);
    }

    private List<ObjectSource> places(CabinetId cabinet) {
        var places = new ArrayList<ObjectSource>();
        places.add(ObjectSource.of(depot.storage(), depot.names().cabinet(cabinet)));
        task.copy().ifPresent(copy -> places.add(ObjectSource.of(copy, depot.names().cabinet(cabinet))));
        return places;
    }
}
