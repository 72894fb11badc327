package org.backupmanager.engine.internal.repair;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.backupmanager.content.CabinetDirectory;
import org.backupmanager.content.CabinetDirectory.Kind;
import org.backupmanager.content.SliceId;
import org.backupmanager.engine.internal.home.EngineSettings;
import org.backupmanager.engine.internal.run.RunProgress;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.model.Code;
import org.backupmanager.pipeline.CabinetCheck;
import org.backupmanager.pipeline.CabinetReader;
import org.backupmanager.pipeline.CabinetWriter;
import org.backupmanager.pipeline.FinishedCabinet;
import org.backupmanager.pipeline.FrameCodec;
import org.backupmanager.pipeline.ObjectSource;
import org.backupmanager.pipeline.PackedFrame;
import org.backupmanager.session.BackupException;
import org.backupmanager.storage.ObjectName;

/** Packs frames into new cabinets and stores them; each is read back and checked before anybody relies on it. */
final class NewCabinets implements Frames, AutoCloseable {

    /** Where the setting says that it depends. */
    private static final int LEVEL = 3;

    private final Depot depot;
    private final EngineSettings settings;
    private final RunProgress progress;
    private final SecureRandom chance;
    private final CabinetReader reader;
    private final FrameCodec codec;
    private final Map<Kind, CabinetWriter> open = new EnumMap<>(Kind.class);
    private final List<CabinetDirectory> stored = new ArrayList<>();

    NewCabinets(Depot depot, EngineSettings settings, RunProgress progress, SecureRandom chance,
            CabinetReader reader) {
        this.depot = depot;
        this.settings = settings;
        this.progress = progress;
        this.chance = chance;
        this.reader = reader;
        codec = depot.vault().codec(settings.compressionLevel() == 0 ? LEVEL : settings.compressionLevel());
    }

    @Override
    public void frame(Patient patient, int frame, byte[] plain) throws BackupException {
        int count = patient.layout.slices(frame);
        var ids = new SliceId[count];
        int[] lengths = new int[count];
        for (int i = 0; i < count; i++) {
            ids[i] = patient.directory.slice(patient.layout.firstSlice(frame) + i);
            lengths[i] = patient.layout.length(patient.layout.firstSlice(frame) + i);
        }
        Kind kind = patient.directory.kind();
        PackedFrame packed = codec.pack(plain, patient.layout.plainLength(frame), ids, lengths, count);
        if (open.containsKey(kind) && !open.get(kind).fits(packed)) {
            store(open.remove(kind));
        }
        open.computeIfAbsent(kind, _ -> depot.vault().cabinet(kind, settings.cabinetSize(), chance)).add(packed);
    }

    /** Everything that was given is stored. */
    void flush() throws BackupException {
        for (Kind kind : List.copyOf(open.keySet())) {
            store(open.remove(kind));
        }
    }

    private void store(CabinetWriter writer) throws BackupException {
        progress.checkCancelled();
        FinishedCabinet cabinet = writer.finish();
        CabinetDirectory directory = cabinet.directory();
        ObjectName name = depot.names().cabinet(directory.id());
        depot.storage().put(name, cabinet.content(), cabinet.crc32c());
        cabinet.release();
        check(name, directory);
        depot.register().add(directory);
        stored.add(directory);
        progress.sent(directory.size());
    }

    /** Reads a stored cabinet back. */
    void check(ObjectName name, CabinetDirectory directory) throws BackupException {
        var check = new CabinetCheck(reader, depot.vault().hasher(), progress::checkCancelled);
        if (!check.check(ObjectSource.of(depot.storage(), name), name, directory).isSound()) {
            throw new BackupException(Code.OBJECT_DAMAGED, name, "it was not stored as it was sent");
        }
    }

    /** The cabinets that were stored. */
    List<CabinetDirectory> stored() {
        return stored;
    }

    @Override
    public void close() {
        codec.close();
    }
}
