package org.backupmanager.pipeline.internal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.backupmanager.pipeline.PackedOutput;

import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * Small objects that hold nothing which the storage does not see anyway, such as names of objects: signed by the
 * device, not sealed, so that a device without its private half can read them too.
 */
public final class SignedObject {

    private static final int HEAD = CabinetFormat.MAGIC_LENGTH + 2 + 6 + CabinetFormat.VAULT_ID_LENGTH + 4;

    private SignedObject() {
    }

    /** Makes the signature of a message. */
    @FunctionalInterface
    public interface Signer {
        byte[] sign(byte[] message);
    }

    /** Says whether that is the signature of a message. */
    @FunctionalInterface
    public interface Check {
        boolean verify(byte[] message, byte[] signature);
    }

    /** The object with that content, signed under a kind and a name. */
    public static byte[] sign(VaultParameters vault, String kind, String name, byte[] content, Signer signer) {
        if (content.length > CabinetFormat.MAX_OBJECT) {
            throw new IllegalArgumentException(
                    "a signed object holds 64 MiB at most, not " + content.length + " bytes");
        }
        byte[] object = new PackedOutput().u64(CabinetFormat.MAGIC_SIGNED).u16(CabinetFormat.VERSION).raw(new byte[6])
                .raw(vault.id()).u32(content.length).raw(content).toArray();
        return new PackedOutput().raw(object).raw(signer.sign(message(kind, name, object))).toArray();
    }

    /** The content of an object that the device signed under that kind and name. */
    public static byte[] open(VaultParameters vault, String kind, String name, byte[] object, Check check)
            throws Damage {
        ByteInput in = new ByteInput(object);
        if (object.length < HEAD + Ed25519.SIGNATURE_SIZE || in.i64() != CabinetFormat.MAGIC_SIGNED) {
            throw new Damage("it is no signed object");
        }
        int version = in.u16();
        if (version != CabinetFormat.VERSION) {
            throw Damage.unknown("version " + version);
        }
        in.bytes(6);
        if (!Arrays.equals(in.bytes(CabinetFormat.VAULT_ID_LENGTH), vault.id())) {
            throw new Damage("it belongs to another device");
        }
        int most = in.remaining() - Integer.BYTES - Ed25519.SIGNATURE_SIZE;
        byte[] content = in.bytes(in.number(0, most, "bytes of the content"));
        byte[] signature = in.bytes(in.remaining());
        byte[] signed = Arrays.copyOf(object, HEAD + content.length);
        if (!check.verify(message(kind, name, signed), signature)) {
            throw new Damage("its signature is wrong");
        }
        return content;
    }

    /** Kind and name are signed with the object, so that none can take the place of another. */
    private static byte[] message(String kind, String name, byte[] object) {
        byte[] kindBytes = kind.getBytes(StandardCharsets.UTF_8);
        byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
        return new PackedOutput().u32(kindBytes.length).raw(kindBytes).u32(nameBytes.length).raw(nameBytes)
                .raw(object).toArray();
    }
}
