package org.backupmanager.pipeline;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

import org.backupmanager.model.Bytes;
import org.backupmanager.model.ItemAttributes;
import org.backupmanager.model.ItemAttributes.Access;
import org.backupmanager.model.ItemAttributes.Identity;
import org.backupmanager.model.ItemKind;
import org.backupmanager.session.BackupException;

/**
 * How attributes are packed in directory records: equal attributes give equal bytes, so that a scan compares without
 * unpacking. See FORMAT.md.
 */
public final class AttributeCoding {

    private static final ItemKind[] KINDS = ItemKind.values();

    private AttributeCoding() {
    }

    /** Appends the packed form. */
    public static void write(ItemAttributes attributes, PackedOutput out) {
        out.u8(attributes.kind().ordinal()).number(attributes.size());
        time(attributes.modified(), out);
        Access access = attributes.access();
        out.number(access.mode()).number(Integer.toUnsignedLong(access.user()))
                .number(Integer.toUnsignedLong(access.group()));
        Identity identity = attributes.identity();
        out.number(identity.number());
        time(identity.changed(), out);
        out.number(identity.linkGroup());
        out.block(attributes.linkTarget().toArray());
        out.number(attributes.device());
        out.number(attributes.extended().size());
        for (var attribute : attributes.extended().entrySet()) {
            out.block(attribute.getKey().getBytes(StandardCharsets.UTF_8)).block(attribute.getValue().toArray());
        }
    }

    private static void time(Instant time, PackedOutput out) {
        out.signed(time.getEpochSecond()).number(time.getNano());
    }

    /** Reads the packed form. */
    public static ItemAttributes read(PackedInput in) throws BackupException {
        ItemKind kind = KINDS[in.number(KINDS.length - 1)];
        long size = in.number();
        Instant modified = time(in);
        var access = new Access(in.number(0xffff), (int) in.number(), (int) in.number());
        var identity = new Identity(in.number(), time(in), in.number());
        Bytes target = Bytes.of(in.block());
        long device = in.number();
        SortedMap<String, Bytes> extended = extended(in);
        if (size < 0) {
            throw in.damaged();
        }
        return new ItemAttributes(kind, size, modified, access, identity, target, device, extended);
    }

    private static SortedMap<String, Bytes> extended(PackedInput in) throws BackupException {
        int count = in.number(1 << 16);
        if (count == 0) {
            return ItemAttributes.NO_EXTENDED;
        }
        var extended = new TreeMap<String, Bytes>();
        for (int i = 0; i < count; i++) {
            extended.put(new String(in.block(), StandardCharsets.UTF_8), Bytes.of(in.block()));
        }
        return extended;
    }

    private static Instant time(PackedInput in) throws BackupException {
        long seconds = in.signed();
        int nanos = in.number(999_999_999);
        try {
            return Instant.ofEpochSecond(seconds, nanos);
        } catch (DateTimeException e) {
            throw in.damaged();
        }
    }
}
