package org.backupmanager.pipeline;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

import org.backupmanager.content.CabinetId;
import org.backupmanager.model.Code;
import org.backupmanager.pipeline.internal.Galois;
import org.backupmanager.session.BackupException;

/**
 * Makes the parity of a group of cabinets: for each byte at the same place, row r is the sum over all members j, of n,
 * of 2^(r (n-1-j)) times the member's byte; members that are shorter count as zeros. Reads all members once, in step;
 * memory holds one stretch of the members and the whole parity. For one thread.
 */
public final class ParityEncoder {

    /** Bytes of each member read at once. */
    private static final int STRETCH = 1 << 20;

    private final int rows;
    private final Gate gate;
    private final long[] data = new long[STRETCH / Long.BYTES];
    private final long[][] sums;

    /**
     * @param rows parity objects, 1 to {@link ParityGroup#MOST_PARITY}
     * @param gate asked before each read
     */
    public ParityEncoder(int rows, Gate gate) {
        if (rows < 1 || rows > ParityGroup.MOST_PARITY) {
            throw new IllegalArgumentException("1 to 3 parity objects, not " + rows);
        }
        this.rows = rows;
        this.gate = gate;
        sums = new long[rows][STRETCH / Long.BYTES];
    }

    /**
     * A member to be.
     *
     * @param cabinet its id
     * @param size its bytes
     * @param source of its bytes
     */
    public record Input(CabinetId cabinet, long size, ObjectSource source) {
    }

    /**
     * What was made.
     *
     * @param group the manifest
     * @param parity the bytes of each parity object
     */
    public record Encoded(ParityGroup group, List<byte[]> parity) {
    }

    /**
     * Makes a group.
     *
     * @throws BackupException what a source says; {@code OBJECT_DAMAGED} where one ends too early
     */
    public Encoded encode(String id, List<Input> inputs) throws BackupException {
        int block = ParityGroup.BLOCK;
        long longest = inputs.stream().mapToLong(Input::size).max().orElse(0);
        int length = Math.toIntExact(Math.ceilDiv(longest, (long) block) * block);
        var parity = new ArrayList<byte[]>();
        for (int row = 0; row < rows; row++) {
            parity.add(new byte[length]);
        }
        var members = inputs.stream().map(input -> new ParityGroup.Member(input.cabinet, input.size,
                new int[(int) Math.ceilDiv(input.size, (long) block)])).toList();
        for (int from = 0; from < length; from += STRETCH) {
            int count = Math.min(STRETCH, length - from);
            stretch(inputs, members, from, count);
            for (int row = 0; row < rows; row++) {
                ByteBuffer.wrap(parity.get(row), from, count).slice().order(ByteOrder.nativeOrder()).asLongBuffer()
                        .put(sums[row], 0, count / Long.BYTES);
            }
        }
        List<int[]> checksums = parity.stream().map(bytes -> checksums(bytes, block)).toList();
        return new Encoded(new ParityGroup(id, block, length, members, checksums), List.copyOf(parity));
    }

    private void stretch(List<Input> inputs, List<ParityGroup.Member> members, int from, int count)
            throws BackupException {
        for (long[] sum : sums) {
            Arrays.fill(sum, 0);
        }
        for (int i = 0; i < inputs.size(); i++) {
            gate.pass();
            Input input = inputs.get(i);
            int wanted = (int) Math.clamp(input.size - from, 0, count);
            load(input, from, wanted, members.get(i).checksums());
            for (int row = 0; row < rows; row++) {
                Galois.step(sums[row], row, data, count / Long.BYTES);
            }
        }
    }

    /** Brings a stretch of a member into {@link #data}, zeros behind it, and notes the checksums of its blocks. */
    private void load(Input input, int from, int wanted, int[] checksums) throws BackupException {
        Arrays.fill(data, 0);
        if (wanted == 0) {
            return;
        }
        ByteBuffer bytes = input.source.get(from, wanted);
        if (bytes.remaining() != wanted) {
            throw new BackupException(Code.OBJECT_DAMAGED, "cabinet " + input.cabinet, "it ends too early");
        }
        Stripes.checksums(bytes, ParityGroup.BLOCK, checksums, from / ParityGroup.BLOCK);
        Stripes.toLongs(bytes, data);
    }

    private static int[] checksums(byte[] bytes, int block) {
        int[] checksums = new int[bytes.length / block];
        var crc = new CRC32C();
        for (int i = 0; i < checksums.length; i++) {
            crc.reset();
            crc.update(bytes, i * block, block);
            checksums[i] = (int) crc.getValue();
        }
        return checksums;
    }
}
