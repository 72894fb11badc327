package org.backupmanager.pipeline.internal;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;

import org.backupmanager.pipeline.PackedOutput;

import com.github.luben.zstd.ZstdCompressCtx;

/** Small objects, sealed whole. */
public final class SealedObject {

    private static final int LEVEL = 3;

    private SealedObject() {
    }

    /** Seals these bytes under a kind and a name. */
    public static byte[] seal(VaultKeys vault, String kind, String name, byte[] plain, SecureRandom chance) {
        if (plain.length > CabinetFormat.MAX_OBJECT) {
            throw new IllegalArgumentException("a sealed object holds 64 MiB at most, not " + plain.length + " bytes");
        }
        byte[] body = body(plain);
        ObjectHeader.Sealed made = ObjectHeader.create(CabinetFormat.MAGIC_SEALED, vault, chance);
        byte[] header = made.header().bytes();
        byte[] object = new byte[header.length + body.length + CabinetFormat.TAG_LENGTH];
        System.arraycopy(header, 0, object, 0, header.length);
        PartSeal.of(vault.parameters().suite(), made.keys(), header, bound(kind, name))
                .seal(PartSeal.Part.of(CabinetFormat.PART_OBJECT, body.length), body, 0, object, header.length);
        return object;
    }

    /** Opens what was sealed under that kind and name. */
    public static byte[] open(VaultKeys vault, String kind, String name, byte[] object) throws Damage {
        ObjectHeader header = ObjectHeader.read(object, CabinetFormat.MAGIC_SEALED, vault.parameters());
        int length = object.length - header.bytes().length - CabinetFormat.TAG_LENGTH;
        if (length < CabinetFormat.BODY_HEAD_LENGTH) {
            throw new Damage("it is shorter than its header");
        }
        byte[] body = new byte[length];
        PartSeal seal = PartSeal.of(header.suite(), header.keys(vault), header.bytes(), bound(kind, name));
        if (!seal.open(PartSeal.Part.of(CabinetFormat.PART_OBJECT, length), object, header.bytes().length, body, 0)) {
            throw new Damage("its seal is broken");
        }
        return plain(body);
    }

    private static byte[] body(byte[] plain) {
        byte[] packed = compressed(plain);
        boolean shorter = packed.length < plain.length;
        byte[] content = shorter ? packed : plain;
        int around = CabinetFormat.HEADER_LENGTH + CabinetFormat.TAG_LENGTH;
        long padded = CabinetFormat.paddedObject(around + CabinetFormat.BODY_HEAD_LENGTH + (long) content.length)
                - around;
        byte[] body = new PackedOutput().u8(shorter ? CabinetFormat.FORM_ZSTD : CabinetFormat.FORM_PLAIN)
                .u32(plain.length).u32(content.length).raw(content).toArray();
        return Arrays.copyOf(body, (int) padded);
    }

    private static byte[] compressed(byte[] plain) {
        try (ZstdCompressCtx context = new ZstdCompressCtx()) {
            return context.setLevel(LEVEL).compress(plain);
        }
    }

    private static byte[] plain(byte[] body) throws Damage {
        ByteInput in = new ByteInput(body);
        int form = in.u8();
        int plainLength = in.number(0, CabinetFormat.MAX_OBJECT, "plain length");
        int length = in.number(0, in.remaining() - Integer.BYTES, "bytes of the content");
        if (form == CabinetFormat.FORM_PLAIN && plainLength == length) {
            return in.bytes(length);
        }
        if (form != CabinetFormat.FORM_ZSTD) {
            throw new Damage("its content is not in a form that it may have");
        }
        byte[] plain = new byte[plainLength];
        try (Expander expander = new Expander()) {
            if (!expander.expand(body, CabinetFormat.BODY_HEAD_LENGTH, length, plain, plainLength)) {
                throw new Damage("its content cannot be decompressed");
            }
        }
        return plain;
    }

    /** Kind and name, as a hash of fixed length. */
    private static byte[] bound(String kind, String name) {
        byte[] kindBytes = kind.getBytes(StandardCharsets.UTF_8);
        byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
        return Sha256.of(new PackedOutput().u32(kindBytes.length).raw(kindBytes).u32(nameBytes.length).raw(nameBytes)
                .toArray());
    }
}
