package org.backupmanager.pipeline;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

import org.backupmanager.content.CabinetDirectory;
import org.backupmanager.model.CipherSuite;
import org.backupmanager.model.Code;
import org.backupmanager.pipeline.internal.CabinetFormat;
import org.backupmanager.pipeline.internal.Damage;
import org.backupmanager.pipeline.internal.PassphraseCost;
import org.backupmanager.pipeline.internal.SealedObject;
import org.backupmanager.pipeline.internal.SegmentPool;
import org.backupmanager.pipeline.internal.SignedObject;
import org.backupmanager.pipeline.internal.SlicerParameters;
import org.backupmanager.pipeline.internal.VaultKeys;
import org.backupmanager.pipeline.internal.VaultParameters;
import org.backupmanager.session.BackupException;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * Keys and parameters of one device; hands out everything that cuts, names, packs, seals and opens with them. Known
 * elsewhere as repository key. Safe for many threads. The secrets are overwritten on close; nothing that was handed out
 * may be used after that.
 */
public final class Vault implements AutoCloseable {

    private static final String OBJECT = "vault";
    private static final String FILE = "key file";
    private static final int GEAR_LENGTH = 256 * Long.BYTES;

    private final VaultKeys keys;
    private final Slicer slicer;
    private final byte[] idKey;
    private final SegmentPool segments = new SegmentPool();

    private Vault(VaultKeys keys) {
        this.keys = keys;
        slicer = new Slicer(keys.parameters().slicer(), keys.derive(CabinetFormat.KEY_GEAR, GEAR_LENGTH));
        idKey = keys.derive(CabinetFormat.KEY_SLICE_ID, CabinetFormat.KEY_LENGTH);
    }

    /**
     * New keys for a new device.
     *
     * @param device its name, 1 to 255 bytes in UTF-8
     */
    public static Vault create(String device, CipherSuite cipher, SecureRandom chance) {
        if (device.isEmpty()) {
            throw new IllegalArgumentException("a device has a name");
        }
        return new Vault(VaultKeys.create(device, cipher, SlicerParameters.GEAR_1M, chance));
    }

    /**
     * The content of the storage object "vault": parameters in clear, keys locked with the passphrase (Argon2id, some
     * 0.4 s and 64 MiB). The same passphrase gives the same bytes.
     *
     * @throws IllegalStateException where this vault {@link #canRead cannot read}: half of the keys would be lost
     */
    public byte[] lock(char[] passphrase) {
        return lock(passphrase, PassphraseCost.DEFAULT);
    }

    byte[] lock(char[] passphrase, PassphraseCost cost) {
        if (!canRead()) {
            throw new IllegalStateException("a vault without its private half cannot be locked");
        }
        return keys.lock(passphrase, cost);
    }

    /**
     * Opens a vault object.
     *
     * @throws BackupException {@code WRONG_PASSPHRASE}, {@code OBJECT_DAMAGED} or {@code FORMAT_UNKNOWN}
     */
    public static Vault unlock(byte[] vaultObject, char[] passphrase) throws BackupException {
        try {
            Optional<VaultKeys> keys = VaultKeys.unlock(vaultObject, passphrase);
            if (keys.isEmpty()) {
                throw new BackupException(Code.WRONG_PASSPHRASE, VaultKeys.parameters(vaultObject).device());
            }
            return new Vault(keys.get());
        } catch (Damage damage) {
            throw Damaged.object(OBJECT, damage);
        }
    }

    /**
     * Checks a vault object as far as it can be without the passphrase.
     *
     * @throws BackupException {@code OBJECT_DAMAGED} where it is not whole, or is that of another device
     */
    public void check(byte[] vaultObject) throws BackupException {
        try {
            if (!Arrays.equals(VaultKeys.parameters(vaultObject).id(), keys.parameters().id())) {
                throw new Damage("it belongs to another device");
            }
        } catch (Damage damage) {
            throw Damaged.object(OBJECT, damage);
        }
    }

    /** SECRET: the content of the key file in the home folder, private half included where this vault has it. */
    public byte[] toLocal() {
        return keys.toFile();
    }

    /**
     * Reads a key file.
     *
     * @throws BackupException {@code OBJECT_DAMAGED} or {@code FORMAT_UNKNOWN}
     */
    public static Vault fromLocal(byte[] keyFile) throws BackupException {
        try {
            return new Vault(VaultKeys.ofFile(keyFile));
        } catch (Damage damage) {
            throw Damaged.object(FILE, damage);
        }
    }

    /** The same without the private half: can back up, cannot read. A vault of its own, to be closed by itself. */
    public Vault writeOnly() {
        return new Vault(keys.writeOnly());
    }

    /** Whether the private half is here, so that cabinets and sealed objects can be opened. */
    public boolean canRead() {
        return keys.canRead();
    }

    /** The name of the device when the vault was made. */
    public String device() {
        return keys.parameters().device();
    }

    /** How it seals. */
    public CipherSuite cipher() {
        return keys.parameters().suite();
    }

    /** 16 bytes; no secret. */
    public byte[] id() {
        return keys.parameters().id().clone();
    }

    /** Cuts content into slices; for many threads. */
    public Slicer slicer() {
        return slicer;
    }

    /** Names slices; for one thread. */
    public SliceHasher hasher() {
        return new SliceHasher(idKey);
    }

    /**
     * Compresses frames; for one thread.
     *
     * @param level of zstd, 1 to 19; 3 is the default of the product
     */
    public FrameCodec codec(int level) {
        return codec(level, true);
    }

    /** The same, with or without decompressing and comparing what was compressed before it is handed out. */
    public FrameCodec codec(int level, boolean verify) {
        return new FrameCodec(level, verify);
    }

    /**
     * A new, empty cabinet; for one thread at a time.
     *
     * @param capacity bytes of the object at most, 1 to 256 MiB; 16 to 64 MiB are usual
     */
    public CabinetWriter cabinet(CabinetDirectory.Kind kind, int capacity, SecureRandom chance) {
        return new CabinetWriter(keys, kind, capacity, chance, segments);
    }

    /**
     * Seals a small object: a session root, a part of the register.
     *
     * @param kind of object, and
     * @param name of it: both are needed to open it again, neither is stored in it
     * @param plain 64 MiB at most
     */
    public byte[] seal(String kind, String name, byte[] plain, SecureRandom chance) {
        return SealedObject.seal(keys, kind, name, plain, chance);
    }

    /**
     * Opens a small object.
     *
     * @throws BackupException {@code OBJECT_DAMAGED}, {@code FORMAT_UNKNOWN}, {@code WRITE_ONLY}
     */
    public byte[] open(String kind, String name, byte[] sealed) throws BackupException {
        requireReading();
        try {
            return SealedObject.open(keys, kind, name, sealed);
        } catch (Damage damage) {
            throw Damaged.object(kind + " " + name, damage);
        }
    }

    /**
     * A small object that is signed but not sealed: whoever has the key file can read it, the private half is not
     * needed. For what the storage knows anyway, such as names of objects.
     *
     * @param kind of object, and
     * @param name of it: both are needed to open it again, neither is stored in it
     * @param content 64 MiB at most
     */
    public byte[] signed(String kind, String name, byte[] content) {
        return SignedObject.sign(keys.parameters(), kind, name, content, this::sign);
    }

    /**
     * The content of an object that this device signed.
     *
     * @throws BackupException {@code OBJECT_DAMAGED}, {@code FORMAT_UNKNOWN}
     */
    public byte[] openSigned(String kind, String name, byte[] object) throws BackupException {
        try {
            return SignedObject.open(keys.parameters(), kind, name, object, this::verify);
        } catch (Damage damage) {
            throw Damaged.object(kind + " " + name, damage);
        }
    }

    /** Signs with the device's Ed25519 key; 64 bytes. */
    public byte[] sign(byte[] message) {
        byte[] seed = keys.derive(CabinetFormat.KEY_SIGNING, CabinetFormat.KEY_LENGTH);
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        Ed25519.sign(seed, 0, keys.parameters().signingKey(), 0, message, 0, message.length, signature, 0);
        return signature;
    }

    /** Whether that is the device's signature of the message. */
    public boolean verify(byte[] message, byte[] signature) {
        return signature.length == Ed25519.SIGNATURE_SIZE
                && Ed25519.verify(signature, 0, keys.parameters().signingKey(), 0, message, 0, message.length);
    }

    void requireReading() throws BackupException {
        if (!canRead()) {
            throw new BackupException(Code.WRITE_ONLY, device());
        }
    }

    VaultKeys keys() {
        return keys;
    }

    VaultParameters parameters() {
        return keys.parameters();
    }

    @Override
    public void close() {
        keys.wipe();
        Arrays.fill(idKey, (byte) 0);
        segments.clear();
    }

    @Override
    public String toString() {
        return "vault " + HexFormat.of().formatHex(keys.parameters().id());
    }
}
