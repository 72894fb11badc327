package org.backupmanager.pipeline;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import org.backupmanager.content.CabinetId;
import org.backupmanager.pipeline.internal.ByteInput;
import org.backupmanager.pipeline.internal.CabinetFormat;
import org.backupmanager.pipeline.internal.Damage;
import org.backupmanager.session.BackupException;

/**
 * Cabinets that heal one another: as many of them may be lost, or damaged at the same place, as the group has parity
 * objects. All are taken in blocks, each with a checksum, so that damage is located; blocks at the same place make a
 * stripe, and each stripe heals by itself. Known elsewhere as erasure set. FORMAT.md has the bytes.
 *
 * @param id of the group, 32 hex digits by chance
 * @param blockSize bytes of a block
 * @param length bytes of each parity object: those of the longest member, filled up to whole blocks
 * @param members in the order in which they count
 * @param parity checksums of the blocks of each parity object
 */
public record ParityGroup(String id, int blockSize, long length, List<Member> members, List<int[]> parity) {

    /** Parity objects of a group at most: for so many the code is proven to heal as many losses. */
    public static final int MOST_PARITY = 3;
    /** Members of a group at most. */
    public static final int MOST_MEMBERS = 200;

    static final int BLOCK = 16 << 10;
    private static final int LEAST_BLOCK = 512;
    private static final int MOST_BLOCK = 1 << 20;
    private static final String KIND = "parity";
    private static final int VERSION = 1;
    private static final int ID_BYTES = 16;

    /**
     * A cabinet of a group.
     *
     * @param cabinet its id
     * @param size its bytes
     * @param checksums CRC-32C of each of its blocks; the last block may be shorter
     */
    public record Member(CabinetId cabinet, long size, int[] checksums) {
    }

    public ParityGroup {
        members = List.copyOf(members);
        parity = List.copyOf(parity);
    }

    /** An id for a new group. */
    public static String newId(SecureRandom chance) {
        byte[] id = new byte[ID_BYTES];
        chance.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }

    /** The manifest to store: sealed, without it the parity objects are noise. */
    public byte[] encode(Vault vault, SecureRandom chance) {
        var out = new PackedOutput().u8(VERSION).u8(parity.size()).u32(blockSize).u64(length).u32(members.size());
        for (Member member : members) {
            out.raw(HexFormat.of().parseHex(member.cabinet.hex())).u64(member.size);
            write(member.checksums, out);
        }
        parity.forEach(checksums -> write(checksums, out));
        return vault.seal(KIND, id, out.toArray(), chance);
    }

    private static void write(int[] checksums, PackedOutput out) {
        for (int checksum : checksums) {
            out.u32(checksum);
        }
    }

    /**
     * Reads a manifest.
     *
     * @throws BackupException {@code OBJECT_DAMAGED}, {@code FORMAT_UNKNOWN}, {@code WRITE_ONLY}
     */
    public static ParityGroup decode(Vault vault, String id, byte[] manifest) throws BackupException {
        byte[] plain = vault.open(KIND, id, manifest);
        try {
            return read(id, new ByteInput(plain));
        } catch (Damage damage) {
            throw Damaged.object("parity group " + id, damage);
        }
    }

    private static ParityGroup read(String id, ByteInput in) throws Damage {
        int version = in.u8();
        if (version != VERSION) {
            throw Damage.unknown("parity group version " + version);
        }
        int rows = in.u8();
        int block = in.number(LEAST_BLOCK, MOST_BLOCK, "bytes of a block");
        long length = in.i64();
        int count = in.number(1, MOST_MEMBERS, "members");
        if (rows < 1 || rows > MOST_PARITY || Integer.bitCount(block) != 1 || length < 0 || length % block != 0
                || length > CabinetFormat.MAX_CABINET + MOST_BLOCK) {
            throw new Damage("it is no group of " + rows + " parity objects of " + length + " bytes");
        }
        var members = new ArrayList<Member>();
        for (int i = 0; i < count; i++) {
            var cabinet = new CabinetId(HexFormat.of().formatHex(in.bytes(CabinetFormat.DIGEST_LENGTH)));
            long size = in.i64();
            if (size < 0 || size > length) {
                throw new Damage("a member cannot have " + size + " bytes");
            }
            members.add(new Member(cabinet, size, checksums(in, size, block)));
        }
        var parity = new ArrayList<int[]>();
        for (int i = 0; i < rows; i++) {
            parity.add(checksums(in, length, block));
        }
        in.end();
        return new ParityGroup(id, block, length, members, parity);
    }

    private static int[] checksums(ByteInput in, long bytes, int block) throws Damage {
        int count = (int) Math.ceilDiv(bytes, (long) block);
        if (count > in.remaining() / Integer.BYTES) {
            throw new Damage("it is shorter than it says");
        }
        int[] checksums = new int[count];
        for (int i = 0; i < count; i++) {
            checksums[i] = in.i32();
        }
        return checksums;
    }
}
