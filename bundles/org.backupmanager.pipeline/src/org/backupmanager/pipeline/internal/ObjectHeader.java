package org.backupmanager.pipeline.internal;

import java.security.SecureRandom;
import java.util.Arrays;

import org.backupmanager.model.CipherSuite;
import org.backupmanager.pipeline.PackedOutput;

/**
 * How a cabinet or a sealed object begins: what it is, whose it is, and its content secret, wrapped for the vault.
 *
 * @param bytes all of it
 */
public record ObjectHeader(byte[] bytes) {

    private static final int SUITE_AT = 10;
    private static final int ZEROS = 5;

    /** A new header and the keys of its object. */
    public static Sealed create(long magic, VaultKeys vault, SecureRandom chance) {
        VaultParameters parameters = vault.parameters();
        byte[] nonce = new byte[CabinetFormat.NONCE_LENGTH];
        chance.nextBytes(nonce);
        byte[] secret = new byte[CabinetFormat.KEY_LENGTH];
        chance.nextBytes(secret);
        byte[] bound = new PackedOutput().u64(magic).u16(CabinetFormat.VERSION)
                .u8(VaultParameters.code(parameters.suite()))
                .raw(new byte[ZEROS]).raw(parameters.id()).raw(nonce).toArray();
        byte[] wrapped = KeyWrap.wrap(parameters.publicKey(), bound, secret, chance);
        byte[] keys = PartSeal.deriveKeys(parameters.suite(), sealKey(vault), secret);
        Arrays.fill(secret, (byte) 0);
        return new Sealed(new ObjectHeader(new PackedOutput().raw(bound).raw(wrapped).toArray()), keys);
    }

    /** Reads a header of that vault. */
    public static ObjectHeader read(byte[] object, long magic, VaultParameters vault) throws Damage {
        ByteInput in = new ByteInput(object);
        if (in.i64() != magic) {
            throw new Damage("it does not begin like one");
        }
        int version = in.u16();
        if (version != CabinetFormat.VERSION) {
            throw Damage.unknown("version " + version);
        }
        VaultParameters.suite(in.u8());
        in.zeros(ZEROS);
        if (!Arrays.equals(in.bytes(CabinetFormat.VAULT_ID_LENGTH), vault.id())) {
            throw new Damage("it belongs to another device");
        }
        if (object.length < CabinetFormat.HEADER_LENGTH) {
            throw new Damage("it is shorter than its header");
        }
        return new ObjectHeader(Arrays.copyOf(object, CabinetFormat.HEADER_LENGTH));
    }

    public CipherSuite suite() throws Damage {
        return VaultParameters.suite(bytes[SUITE_AT]);
    }

    /** The keys of the object. */
    public byte[] keys(VaultKeys vault) throws Damage {
        byte[] bound = Arrays.copyOf(bytes, CabinetFormat.BOUND_LENGTH);
        byte[] wrapped = Arrays.copyOfRange(bytes, CabinetFormat.BOUND_LENGTH, CabinetFormat.HEADER_LENGTH);
        byte[] secret = KeyWrap.unwrap(vault.parameters().publicKey(), vault.privateKey(), bound, wrapped)
                .orElseThrow(() -> new Damage("its key was not wrapped for this device"));
        byte[] keys = PartSeal.deriveKeys(suite(), sealKey(vault), secret);
        Arrays.fill(secret, (byte) 0);
        return keys;
    }

    private static byte[] sealKey(VaultKeys vault) {
        return vault.derive(CabinetFormat.KEY_SEAL, CabinetFormat.KEY_LENGTH);
    }

    /**
     * A header just made.
     *
     * @param header the header
     * @param keys of its object
     */
    public record Sealed(ObjectHeader header, byte[] keys) {
    }
}
