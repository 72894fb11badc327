package org.backupmanager.pipeline;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

import org.backupmanager.content.CabinetDirectory;
import org.backupmanager.content.CabinetId;
import org.backupmanager.session.BackupException;
import org.backupmanager.storage.ObjectName;
import org.backupmanager.storage.StorageTransport;

/** Makes cabinets for tests and reads them back. */
final class Cabinets {

    static final int CAPACITY = 16 << 20;

    private Cabinets() {
    }

    /** One cabinet with a frame for each row; each array is a slice. */
    static FinishedCabinet of(Vault vault, SecureRandom chance, byte[][]... frames) {
        CabinetWriter writer = vault.cabinet(CabinetDirectory.Kind.CONTENT, CAPACITY, chance);
        try (FrameCodec codec = vault.codec(3)) {
            for (byte[][] slices : frames) {
                writer.add(codec.pack(frame(vault, slices)));
            }
        }
        return writer.finish();
    }

    static Frame frame(Vault vault, byte[]... slices) {
        SliceHasher hasher = vault.hasher();
        Frame frame = new Frame(1024);
        for (byte[] slice : slices) {
            frame.add(hasher.id(slice, 0, slice.length), slice, 0, slice.length);
        }
        return frame;
    }

    static ObjectName name(CabinetId id) {
        return new ObjectName("device/cabinets/" + id.hex().substring(0, 2) + "/" + id.hex());
    }

    /** Stores it and gives its buffers back. */
    static void store(StorageTransport storage, FinishedCabinet cabinet) throws BackupException {
        storage.put(name(cabinet.directory().id()), cabinet.content(), cabinet.crc32c());
        cabinet.release();
    }

    static byte[] bytes(FinishedCabinet cabinet) {
        ByteBuffer all = ByteBuffer.allocate((int) cabinet.directory().size());
        cabinet.content().forEach(part -> all.put(part.duplicate()));
        return all.array();
    }

    /** All slices of a cabinet, read from the storage alone and each checked. */
    static List<byte[]> read(Vault vault, StorageTransport storage, CabinetId id) throws BackupException {
        CabinetReader reader = new CabinetReader(vault);
        CabinetDirectory directory = reader.directory(storage, name(id), id);
        var collector = new Collector(vault, directory);
        reader.frames(storage, name(id), directory, 0, collector.layout.frames(), collector);
        if (!collector.damaged.isEmpty()) {
            throw collector.damaged.firstEntry().getValue();
        }
        return collector.slices;
    }

    static byte[] random(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /** Words of a small language: compresses well, repeats little. */
    static byte[] text(long seed, int length) {
        var chance = new Random(seed);
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (chance.nextInt(6) == 0 ? ' ' : 'a' + Math.abs(chance.nextInt(5) - chance.nextInt(12)));
        }
        return bytes;
    }

    /** Keeps the slices whose bytes are right, and what was damaged. */
    static final class Collector implements FrameVisitor {

        final List<byte[]> slices = new ArrayList<>();
        final TreeMap<Integer, BackupException> damaged = new TreeMap<>();
        final CabinetLayout layout;
        private final Vault vault;
        private final CabinetDirectory directory;

        Collector(Vault vault, CabinetDirectory directory) throws BackupException {
            this.vault = vault;
            this.directory = directory;
            layout = CabinetLayout.of(directory);
        }

        @Override
        public void frame(int frame, byte[] plain, int length) throws BackupException {
            var opened = new PlainFrame(directory, layout, frame, plain);
            for (int s = layout.firstSlice(frame); s < layout.firstSlice(frame) + layout.slices(frame); s++) {
                int size = opened.check(s, vault.hasher());
                slices.add(Arrays.copyOfRange(plain, opened.offset(s), opened.offset(s) + size));
            }
        }

        @Override
        public void damaged(int frame, BackupException why) {
            damaged.put(frame, why);
        }
    }
}
