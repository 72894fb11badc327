package org.backupmanager.pipeline.internal;

import java.nio.charset.StandardCharsets;

/**
 * Format version 1: every magic, width and name. FORMAT.md explains them. All numbers are big-endian.
 *
 * <pre>
 * vault object                                   key file of a device
 *   0   8  magic "BM-VAULT"                        0   8  magic "BM-LOCAL"
 *   8   2  format version 1                        8   2  format version 1
 *  10   1  suite 1, 2, 3                          10   1  suite
 *  11   1  flags, 0                               11   1  flags, 1 = private half is there
 *  12   4  bytes of the whole object              12   4  bytes of the whole file
 *  16  16  vault id                               16  16  vault id
 *  32  32  public key, X25519                     32  32  public key, X25519
 *  64  32  public signing key, Ed25519            64  32  public signing key, Ed25519
 *  96 1+n  device name, UTF-8                     96 1+n  device name, UTF-8
 *     1+n  slicer name, ASCII                        1+n  slicer name, ASCII
 *       4  shortest slice                              4  shortest slice
 *       4  normal slice                                4  normal slice
 *       4  longest slice                               4  longest slice
 *       1  bits before normal                          1  bits before normal
 *       1  bits after normal                           1  bits after normal
 *       1  key derivation, 1 = Argon2id 1.3           32  writer key
 *       4  memory, KiB                              0/32  private key, X25519
 *       4  passes                                     32  SHA-256 of all before
 *       1  lanes
 *      16  salt
 *      64  writer key, private key: sealed
 *      16  tag
 *      32  SHA-256 of all before
 *
 * cabinet                                        sealed object
 *   0   8  magic "BM-CABIN"                        0   8  magic "BM-SEALD"
 *   8   2  format version 1                        8   2  format version 1
 *  10   1  suite                                  10   1  suite
 *  11   5  zeros                                  11   5  zeros
 *  16  16  vault id                               16  16  vault id
 *  32  16  cabinet nonce                          32  16  object nonce
 *  48  32  HPKE: encapsulated key                 48  32  HPKE: encapsulated key
 *  80  48  HPKE: content secret, tag              80  48  HPKE: content secret, tag
 * 128   n  frame 0, tag 16                       128   n  body, tag 16
 *       …  frame 1 …
 *       n  padding, tag 16 (or nothing)            body (sealed)
 *       n  directory, tag 16                       0   1  form: 0 plain, 1 zstd
 *      32  trailer: locator 16, tag 16             1   4  plain bytes
 *       8  bytes of the whole object               5   4  bytes of the content
 *       4  CRC-32C of all before                   9   n  content, then zeros to the end
 *       2  format version 1
 *       2  zeros
 *       8  magic "BM-TRAIL"
 *
 * locator (sealed)                               directory (sealed)
 *   0   8  offset of the directory                 0   1  kind: 0 content, 1 directory records
 *   8   4  bytes of it with its tag                1   4  bytes of padding with its tag, or 0
 *  12   4  zeros                                   5  32  SHA-256 of the tags of all frames, in order
 *                                                 37   4  number of slices
 *                                                 41   4  bytes of the layout
 *                                                 45   n  layout
 *                                                     32  id of each slice
 * signed object
 *   0   8  magic "BM-SIGND"
 *   8   2  format version 1
 *  10   6  zeros
 *  16  16  vault id
 *  32   4  bytes of the content
 *  36   n  content
 *      64  signature, Ed25519, over kind and name (each after its length in 4 bytes) and all before
 *
 * layout
 *   v  number of frames
 *      for each frame: v bytes with tag, v plain bytes * 2 + (1 = zstd, 0 = plain), v number of slices
 *   v  plain bytes of each slice                  v = 7 bits a byte, lowest first, high bit = more follows
 * </pre>
 */
public final class CabinetFormat {

    public static final int VERSION = 1;

    public static final long MAGIC_VAULT = magic("BM-VAULT");
    public static final long MAGIC_LOCAL = magic("BM-LOCAL");
    public static final long MAGIC_CABINET = magic("BM-CABIN");
    public static final long MAGIC_SEALED = magic("BM-SEALD");
    public static final long MAGIC_SIGNED = magic("BM-SIGND");
    public static final long MAGIC_TRAILER = magic("BM-TRAIL");

    public static final int MAGIC_LENGTH = 8;
    public static final int VAULT_ID_LENGTH = 16;
    public static final int NONCE_LENGTH = 16;
    public static final int KEY_LENGTH = 32;
    public static final int TAG_LENGTH = 16;
    public static final int DIGEST_LENGTH = 32;
    public static final int SALT_LENGTH = 16;

    /** What of a header is bound as associated data: all up to the nonce. */
    public static final int BOUND_LENGTH = 48;
    public static final int ENCAPSULATED_LENGTH = 32;
    public static final int HEADER_LENGTH = BOUND_LENGTH + ENCAPSULATED_LENGTH + KEY_LENGTH + TAG_LENGTH;

    public static final int LOCATOR_LENGTH = 16;
    public static final int TRAILER_LENGTH = LOCATOR_LENGTH + TAG_LENGTH + 8 + 4 + 2 + 2 + MAGIC_LENGTH;
    public static final int BODY_HEAD_LENGTH = 1 + 4 + 4;
    public static final int DIRECTORY_HEAD_LENGTH = 1 + 4 + DIGEST_LENGTH + 4 + 4;

    /** The parts of an object that are sealed apart, as their associated data and nonces say. */
    public static final int PART_FRAME = 1;
    public static final int PART_PADDING = 2;
    public static final int PART_DIRECTORY = 3;
    public static final int PART_LOCATOR = 4;
    public static final int PART_OBJECT = 5;

    public static final int FORM_PLAIN = 0;
    public static final int FORM_ZSTD = 1;

    /** Bounds that a reader insists on; a writer stays far below. */
    public static final int MAX_FRAME = 16 << 20;
    public static final int MAX_FRAMES = 1 << 20;
    public static final int MAX_SLICES = 1 << 22;
    public static final int MAX_DIRECTORY = 256 << 20;
    public static final long MAX_CABINET = 1L << 30;
    public static final int MAX_OBJECT = 64 << 20;

    /** Names that keys are derived under (HKDF info). */
    public static final String KEY_SLICE_ID = "backup-manager 1 slice id";
    public static final String KEY_GEAR = "backup-manager 1 gear";
    public static final String KEY_SEAL = "backup-manager 1 seal";
    public static final String KEY_SIGNING = "backup-manager 1 signing";
    public static final String KEY_CONTENT = "backup-manager 1 content";
    public static final String KEY_SALT = "backup-manager 1 salt";
    public static final String WRAP_INFO = "backup-manager 1 wrap";

    private CabinetFormat() {
    }

    /**
     * Bytes of a cabinet once it is padded: a whole number of granules, each 1/4 to 1/8 of the cabinet, but 32 KiB at
     * least and 128 KiB at most. Decision 16 says what that hides and what it costs.
     */
    public static long padded(long size) {
        return padded(size, 32L << 10);
    }

    /** Bytes of a sealed object once it is padded: as of a cabinet, with granules of 4 KiB at least. */
    public static long paddedObject(long size) {
        return padded(size, 4L << 10);
    }

    private static long padded(long size, long least) {
        long granule = Math.clamp(Long.highestOneBit(size) >>> 2, least, 128L << 10);
        return Math.ceilDiv(size, granule) * granule;
    }

    private static long magic(String word) {
        long value = 0;
        for (byte letter : word.getBytes(StandardCharsets.US_ASCII)) {
            value = value << 8 | letter;
        }
        return value;
    }
}
