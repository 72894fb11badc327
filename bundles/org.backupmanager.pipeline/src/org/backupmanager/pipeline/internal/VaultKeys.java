package org.backupmanager.pipeline.internal;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

import org.backupmanager.model.CipherSuite;
import org.backupmanager.pipeline.PackedOutput;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * Parameters and secrets of a vault, and the two objects that hold them: the vault object, locked with a passphrase,
 * and the key file of a device. The array of the private key is empty where only writing is possible.
 *
 * @param parameters what is no secret
 * @param writerKey what writing needs: ids, cuts, seals and signatures come from it
 * @param privateKey X25519, what reading needs; 32 bytes or none
 */
public record VaultKeys(VaultParameters parameters, byte[] writerKey, byte[] privateKey) {

    private static final int SECRETS_LENGTH = 2 * CabinetFormat.KEY_LENGTH;
    private static final int LOCK_LENGTH = 1 + 4 + 4 + 1 + CabinetFormat.SALT_LENGTH + SECRETS_LENGTH
            + CabinetFormat.TAG_LENGTH + CabinetFormat.DIGEST_LENGTH;
    private static final byte[] LOCK_NONCE = new byte[12];

    /** New keys. */
    public static VaultKeys create(String device, CipherSuite suite, SlicerParameters slicer, SecureRandom chance) {
        byte[] id = new byte[CabinetFormat.VAULT_ID_LENGTH];
        chance.nextBytes(id);
        byte[] writerKey = new byte[CabinetFormat.KEY_LENGTH];
        chance.nextBytes(writerKey);
        byte[][] pair = KeyWrap.newPair(chance);
        byte[] signing = new byte[CabinetFormat.KEY_LENGTH];
        byte[] seed = HmacSha256.derive(id, writerKey, CabinetFormat.KEY_SIGNING, CabinetFormat.KEY_LENGTH);
        Ed25519.generatePublicKey(seed, 0, signing, 0);
        return new VaultKeys(new VaultParameters(device, suite, slicer, id, pair[0], signing), writerKey, pair[1]);
    }

    /** A key of that name for writing. */
    public byte[] derive(String name, int length) {
        return HmacSha256.derive(parameters.id(), writerKey, name, length);
    }

    public boolean canRead() {
        return privateKey.length > 0;
    }

    /**
     * The vault object. The salt comes from keys, parameters and passphrase: the same lock twice gives the same bytes.
     */
    public byte[] lock(char[] passphrase, PassphraseCost cost) {
        PackedOutput out = new PackedOutput().raw(parameters.encode(CabinetFormat.MAGIC_VAULT, false, LOCK_LENGTH));
        cost.write(out);
        byte[] typed = PassphraseCost.bytes(passphrase);
        byte[] saltKey = HmacSha256.derive(parameters.id(), privateKey, CabinetFormat.KEY_SALT,
                CabinetFormat.KEY_LENGTH);
        byte[] salt = new HmacSha256(saltKey).update(Sha256.of(out.toArray())).update(typed).end();
        out.raw(salt, 0, CabinetFormat.SALT_LENGTH);
        byte[] key = cost.key(typed, Arrays.copyOf(salt, CabinetFormat.SALT_LENGTH));
        byte[] secrets = Arrays.copyOf(writerKey, SECRETS_LENGTH);
        System.arraycopy(privateKey, 0, secrets, CabinetFormat.KEY_LENGTH, CabinetFormat.KEY_LENGTH);
        byte[] sealed = new byte[SECRETS_LENGTH + CabinetFormat.TAG_LENGTH];
        Gcm.of(key).seal(LOCK_NONCE, out.toArray(), secrets, 0, SECRETS_LENGTH, sealed, 0);
        wipe(typed, saltKey, key, secrets);
        out.raw(sealed);
        return out.raw(Sha256.of(out.toArray())).toArray();
    }

    /** The parameters of a vault object, without its passphrase. */
    public static VaultParameters parameters(byte[] object) throws Damage {
        return VaultParameters.decode(VaultParameters.checked(object, CabinetFormat.MAGIC_VAULT));
    }

    /** Opens a vault object; empty where the passphrase is not the right one. */
    public static Optional<VaultKeys> unlock(byte[] object, char[] passphrase) throws Damage {
        ByteInput in = VaultParameters.checked(object, CabinetFormat.MAGIC_VAULT);
        VaultParameters parameters = VaultParameters.decode(in);
        PassphraseCost cost = PassphraseCost.read(in);
        byte[] salt = in.bytes(CabinetFormat.SALT_LENGTH);
        byte[] bound = Arrays.copyOf(object, in.position());
        byte[] sealed = in.bytes(SECRETS_LENGTH + CabinetFormat.TAG_LENGTH);
        in.end();
        byte[] typed = PassphraseCost.bytes(passphrase);
        byte[] key = cost.key(typed, salt);
        byte[] secrets = new byte[SECRETS_LENGTH];
        boolean right = Gcm.of(key).open(LOCK_NONCE, bound, sealed, 0, sealed.length, secrets, 0);
        wipe(typed, key);
        return right ? Optional.of(of(parameters, secrets)) : Optional.empty();
    }

    private static VaultKeys of(VaultParameters parameters, byte[] secrets) {
        VaultKeys keys = new VaultKeys(parameters, Arrays.copyOf(secrets, CabinetFormat.KEY_LENGTH),
                Arrays.copyOfRange(secrets, CabinetFormat.KEY_LENGTH, SECRETS_LENGTH));
        wipe(secrets);
        return keys;
    }

    /** The key file. */
    public byte[] toFile() {
        int rest = writerKey.length + privateKey.length + CabinetFormat.DIGEST_LENGTH;
        PackedOutput out = new PackedOutput().raw(parameters.encode(CabinetFormat.MAGIC_LOCAL, canRead(), rest))
                .raw(writerKey).raw(privateKey);
        return out.raw(Sha256.of(out.toArray())).toArray();
    }

    /** Reads a key file. */
    public static VaultKeys ofFile(byte[] file) throws Damage {
        ByteInput in = VaultParameters.checked(file, CabinetFormat.MAGIC_LOCAL);
        VaultParameters parameters = VaultParameters.decode(in);
        byte[] writerKey = in.bytes(CabinetFormat.KEY_LENGTH);
        byte[] privateKey = in.bytes(VaultParameters.hasPrivate(file) ? CabinetFormat.KEY_LENGTH : 0);
        in.end();
        return new VaultKeys(parameters, writerKey, privateKey);
    }

    /** The same without the private half. */
    public VaultKeys writeOnly() {
        return new VaultKeys(parameters, writerKey.clone(), new byte[0]);
    }

    /** Overwrites the secrets. */
    public void wipe() {
        wipe(writerKey, privateKey);
    }

    private static void wipe(byte[]... secrets) {
        for (byte[] secret : secrets) {
            Arrays.fill(secret, (byte) 0);
        }
    }

    @Override
    public String toString() {
        return "keys of " + parameters.device();
    }
}
