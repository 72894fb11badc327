package org.backupmanager.pipeline;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.backupmanager.content.CabinetDirectory;
import org.backupmanager.content.CabinetId;
import org.backupmanager.pipeline.internal.ByteInput;
import org.backupmanager.pipeline.internal.CabinetFormat;
import org.backupmanager.pipeline.internal.Damage;
import org.backupmanager.pipeline.internal.ObjectHeader;
import org.backupmanager.pipeline.internal.PartSeal;
import org.backupmanager.pipeline.internal.Sha256;
import org.backupmanager.session.BackupException;
import org.backupmanager.storage.ObjectName;
import org.backupmanager.storage.StorageTransport;

/** Opens cabinets. Safe for many threads. */
public final class CabinetReader {

    /** Read at once from the end of a cabinet, in the hope that the whole directory is in it. */
    private static final int TAIL = 128 << 10;
    private static final int KEYS_KEPT = 4096;

    private final Vault vault;
    private final Map<CabinetId, byte[]> keys = new ConcurrentHashMap<>();

    public CabinetReader(Vault vault) {
        this.vault = vault;
    }

    /**
     * The directory of a cabinet from the storage alone.
     *
     * @throws BackupException {@code OBJECT_MISSING}, {@code OBJECT_DAMAGED}, {@code FORMAT_UNKNOWN},
     *     {@code WRITE_ONLY}, or what the storage says
     */
    public CabinetDirectory directory(StorageTransport storage, ObjectName name, CabinetId id) throws BackupException {
        return directory(ObjectSource.of(storage, name), name, id);
    }

    /** The same from bytes wherever they are. */
    public CabinetDirectory directory(ObjectSource source, ObjectName name, CabinetId id) throws BackupException {
        vault.requireReading();
        long size = source.size();
        try {
            if (size < CabinetFormat.HEADER_LENGTH + CabinetFormat.TRAILER_LENGTH || size > CabinetFormat.MAX_CABINET) {
                throw new Damage("it cannot have " + size + " bytes");
            }
            byte[] header = get(source, 0, CabinetFormat.HEADER_LENGTH);
            int tailLength = (int) Math.min(size, TAIL);
            byte[] tail = get(source, size - tailLength, tailLength);
            ObjectHeader read = header(header);
            Locator locator = locator(seal(id, read), tail, size);
            long missing = size - tailLength - locator.offset;
            return directory(header, missing <= 0 ? tail : get(source, locator.offset, (int) (size - locator.offset)),
                    size, id);
        } catch (Damage damage) {
            throw Damaged.object(name, damage);
        }
    }

    /** The directory from the header and from the last bytes of a cabinet, those of the directory among them. */
    CabinetDirectory directory(byte[] header, byte[] tail, long size, CabinetId id) throws Damage {
        ObjectHeader read = header(header);
        PartSeal seal = seal(id, read);
        Locator locator = locator(seal, tail, size);
        long from = locator.offset - size + tail.length;
        if (from < 0) {
            throw new Damage("its directory is not where it should be");
        }
        byte[] sealed = Arrays.copyOfRange(tail, (int) from, (int) from + locator.length);
        return directory(seal, read, sealed, id, size);
    }

    private ObjectHeader header(byte[] bytes) throws Damage {
        return ObjectHeader.read(bytes, CabinetFormat.MAGIC_CABINET, vault.parameters());
    }

    private static byte[] get(ObjectSource source, long offset, int length) throws BackupException, Damage {
        ByteBuffer part = source.get(offset, length);
        if (part.remaining() != length) {
            throw new Damage("it ends too early");
        }
        byte[] bytes = new byte[length];
        part.get(bytes);
        return bytes;
    }

    private Locator locator(PartSeal seal, byte[] tail, long size) throws Damage {
        int begin = tail.length - CabinetFormat.TRAILER_LENGTH;
        if (begin < 0) {
            throw new Damage("it is shorter than its trailer");
        }
        int sealedLength = CabinetFormat.LOCATOR_LENGTH + CabinetFormat.TAG_LENGTH;
        ByteInput in = new ByteInput(tail, begin + sealedLength, CabinetFormat.TRAILER_LENGTH - sealedLength);
        long said = in.i64();
        in.i32();
        int version = in.u16();
        in.u16();
        if (in.i64() != CabinetFormat.MAGIC_TRAILER) {
            throw new Damage("its trailer is missing");
        }
        if (version != CabinetFormat.VERSION) {
            throw Damage.unknown("version " + version);
        }
        if (said != size) {
            throw new Damage("it says that it has " + said + " bytes, but there are " + size);
        }
        ByteInput plain = new ByteInput(
                opened(seal, CabinetFormat.PART_LOCATOR, Arrays.copyOfRange(tail, begin, begin + sealedLength),
                        "trailer"));
        Locator locator = new Locator(plain.i64(), plain.i32());
        long end = size - CabinetFormat.TRAILER_LENGTH;
        if (locator.length < CabinetFormat.DIRECTORY_HEAD_LENGTH || locator.length > CabinetFormat.MAX_DIRECTORY
                || locator.offset != end - locator.length || locator.offset < CabinetFormat.HEADER_LENGTH) {
            throw new Damage("its directory is not where it should be");
        }
        return locator;
    }

    private static CabinetDirectory directory(PartSeal seal, ObjectHeader header, byte[] sealed, CabinetId id,
            long size)
            throws Damage {
        if (!HexFormat.of().formatHex(Sha256.of(header.bytes(), sealed)).equals(id.hex())) {
            throw new Damage("it is not the cabinet of that name");
        }
        ByteInput in = new ByteInput(opened(seal, CabinetFormat.PART_DIRECTORY, sealed, "directory"));
        CabinetDirectory.Kind kind = switch (in.u8()) {
            case 0 -> CabinetDirectory.Kind.CONTENT;
            case 1 -> CabinetDirectory.Kind.DIRECTORY;
            default -> throw Damage.unknown("a kind of cabinet");
        };
        in.i32();
        in.bytes(CabinetFormat.DIGEST_LENGTH);
        int slices = in.number(0, CabinetFormat.MAX_SLICES, "slices");
        byte[] layout = in.bytes(in.number(1, in.remaining(), "bytes of the layout"));
        byte[] ids = in.bytes(Math.multiplyExact(slices, CabinetFormat.DIGEST_LENGTH));
        in.end();
        CabinetDirectory directory = new CabinetDirectory(id, kind, size, ids,
                new PackedOutput().raw(header.bytes()).raw(layout).toArray());
        CabinetLayout.read(directory);
        return directory;
    }

    private static byte[] opened(PartSeal seal, int part, byte[] sealed, String what) throws Damage {
        int length = sealed.length - CabinetFormat.TAG_LENGTH;
        byte[] plain = new byte[length];
        if (!seal.open(PartSeal.Part.of(part, length), sealed, 0, plain, 0)) {
            throw new Damage("the seal of its " + what + " is broken");
        }
        return plain;
    }

    /**
     * Reads frames [first, first + count) with one ranged get and gives each to the visitor; a damaged one is given to
     * {@link FrameVisitor#damaged}, and the others go on.
     *
     * @throws BackupException what the storage or the visitor throws, {@code OBJECT_DAMAGED} for all frames at once
     *     where directory or key are damaged
     */
    public void frames(StorageTransport storage, ObjectName name, CabinetDirectory directory, int first, int count,
            FrameVisitor visitor) throws BackupException {
        vault.requireReading();
        CabinetLayout layout = CabinetLayout.of(directory);
        long begin = layout.frameOffset(first);
        int last = first + count - 1;
        int length = Math.toIntExact(layout.frameOffset(last) + layout.storedLength(last) - begin);
        ByteBuffer content = storage.get(name, begin, length);
        frames(content, name, directory, layout, first, count, visitor);
    }

    /**
     * The same from bytes that were read before: those of the frames, from the first one on, or fewer where the object
     * ended.
     */
    public void frames(ByteBuffer content, ObjectName name, CabinetDirectory directory, CabinetLayout layout, int first,
            int count, FrameVisitor visitor) throws BackupException {
        vault.requireReading();
        try (FrameOpener opener = new FrameOpener(seal(name, directory, layout), layout)) {
            ByteBuffer rest = content.slice();
            for (int frame = first; frame < first + count; frame++) {
                visit(opener, rest, frame, name, visitor);
            }
        }
    }

    private static void visit(FrameOpener opener, ByteBuffer rest, int frame, ObjectName name, FrameVisitor visitor)
            throws BackupException {
        byte[] plain;
        try {
            plain = opener.open(frame, rest);
        } catch (Damage damage) {
            visitor.damaged(frame, Damaged.object(name, damage));
            return;
        }
        visitor.frame(frame, plain, opener.plainLength(frame));
    }

    private PartSeal seal(ObjectName name, CabinetDirectory directory, CabinetLayout layout) throws BackupException {
        try {
            return seal(directory.id(), ObjectHeader.read(layout.header(), CabinetFormat.MAGIC_CABINET,
                    vault.parameters()));
        } catch (Damage damage) {
            throw Damaged.object(name, damage);
        }
    }

    /** Unwrapping costs more than a millisecond: the keys of the last cabinets are kept. */
    private PartSeal seal(CabinetId id, ObjectHeader header) throws Damage {
        byte[] known = keys.get(id);
        if (known == null) {
            known = header.keys(vault.keys());
            if (keys.size() >= KEYS_KEPT) {
                keys.clear();
            }
            keys.put(id, known);
        }
        return PartSeal.of(header.suite(), known, header.bytes(), new byte[0]);
    }

    private record Locator(long offset, int length) {
    }
}
