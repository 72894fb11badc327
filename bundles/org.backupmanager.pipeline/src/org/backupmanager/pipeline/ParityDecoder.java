package org.backupmanager.pipeline;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.backupmanager.model.Code;
import org.backupmanager.pipeline.internal.Galois;
import org.backupmanager.session.BackupException;

/**
 * Puts a cabinet together again from what is left of its group, block by block: what is sound of it is taken as it is,
 * the rest follows from the other members and the parity. For one thread; memory for one stretch of each object and for
 * the cabinet.
 */
public final class ParityDecoder {

    private final ParityGroup group;
    private final List<List<ObjectSource>> members;
    private final List<ObjectSource> parity;
    private final Gate gate;

    /**
     * @param group as its manifest says
     * @param members for each member where its bytes may be had, in the order of preference
     * @param parity the parity objects
     * @param gate asked before each block
     */
    public ParityDecoder(ParityGroup group, List<List<ObjectSource>> members, List<ObjectSource> parity, Gate gate) {
        this.group = group;
        this.members = members.stream().map(sources -> sources.stream().map(Window::over).toList()).toList();
        this.parity = parity.stream().map(Window::over).toList();
        this.gate = gate;
    }

    /**
     * A cabinet that was put together.
     *
     * @param bytes of it; zeros where a block could not be had
     * @param lost how many blocks could not be had
     */
    public record Rebuilt(byte[] bytes, int lost) {
    }

    /** Puts a member together, as far as it goes. */
    public Rebuilt rebuild(int member) throws BackupException {
        ParityGroup.Member wanted = group.members().get(member);
        byte[] bytes = new byte[Math.toIntExact(wanted.size())];
        int lost = 0;
        for (int block = 0; block < wanted.checksums().length; block++) {
            gate.pass();
            int at = block * group.blockSize();
            int length = Math.min(group.blockSize(), bytes.length - at);
            Optional<byte[]> sound = member(member, block);
            byte[] content = sound.isPresent() ? sound.get() : solve(member, block).orElse(new byte[0]);
            if (content.length == 0) {
                lost++;
            } else {
                System.arraycopy(content, 0, bytes, at, length);
            }
        }
        return new Rebuilt(bytes, lost);
    }

    /** Whether every block of a parity object is as it was stored. */
    public boolean isSound(int row) throws BackupException {
        int[] checksums = group.parity().get(row);
        for (int block = 0; block < checksums.length; block++) {
            gate.pass();
            if (sound(List.of(parity.get(row)), block, group.blockSize(), checksums).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** A block of a member, filled up with zeros, where it is sound somewhere; zeros behind the member's end. */
    private Optional<byte[]> member(int number, int block) throws BackupException {
        ParityGroup.Member member = group.members().get(number);
        if (block >= member.checksums().length) {
            return Optional.of(new byte[group.blockSize()]);
        }
        long at = (long) block * group.blockSize();
        int length = (int) Math.min(group.blockSize(), member.size() - at);
        return sound(members.get(number), block, length, member.checksums());
    }

    private Optional<byte[]> sound(List<ObjectSource> sources, int block, int length, int[] checksums)
            throws BackupException {
        for (ObjectSource source : sources) {
            try {
                ByteBuffer bytes = source.get((long) block * group.blockSize(), length);
                if (bytes.remaining() == length
                        && Stripes.checksum(bytes.duplicate(), length) == checksums[block]) {
                    byte[] content = new byte[group.blockSize()];
                    bytes.get(content, 0, length);
                    return Optional.of(content);
                }
            } catch (BackupException missing) {
                if (missing.code() != Code.OBJECT_MISSING && missing.code() != Code.OBJECT_DAMAGED) {
                    throw missing;
                }
            }
        }
        return Optional.empty();
    }

    /** The block of a member that is sound nowhere; empty where more is lost than the parity makes good. */
    private Optional<byte[]> solve(int member, int block) throws BackupException {
        int count = group.members().size();
        List<Integer> unknown = new ArrayList<>();
        var known = new ArrayList<byte[]>();
        for (int i = 0; i < count; i++) {
            Optional<byte[]> sound = i == member ? Optional.empty() : member(i, block);
            known.add(sound.orElse(new byte[group.blockSize()]));
            if (sound.isEmpty()) {
                unknown.add(i);
            }
        }
        List<Integer> rows = new ArrayList<>();
        var sums = new ArrayList<byte[]>();
        for (int row = 0; row < parity.size() && rows.size() < unknown.size(); row++) {
            Optional<byte[]> sound = sound(List.of(parity.get(row)), block, group.blockSize(), group.parity().get(row));
            if (sound.isPresent()) {
                rows.add(row);
                sums.add(missing(known, row, sound.get()));
            }
        }
        if (rows.size() < unknown.size()) {
            return Optional.empty();
        }
        int[][] factors = new int[rows.size()][unknown.size()];
        for (int i = 0; i < rows.size(); i++) {
            for (int j = 0; j < unknown.size(); j++) {
                factors[i][j] = Galois.power(rows.get(i) * (count - 1 - unknown.get(j)));
            }
        }
        return Optional.of(solved(factors, sums, unknown.indexOf(member)));
    }

    /** What the unknown blocks contribute to a row: the row itself less what the known ones do. */
    private byte[] missing(List<byte[]> known, int row, byte[] parityBlock) {
        int longs = group.blockSize() / Long.BYTES;
        long[] sum = new long[longs];
        long[] data = new long[longs];
        for (byte[] block : known) {
            Stripes.toLongs(ByteBuffer.wrap(block), data);
            Galois.step(sum, row, data, longs);
        }
        byte[] bytes = new byte[group.blockSize()];
        ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).asLongBuffer().put(sum);
        Galois.addProduct(bytes, parityBlock, 1, bytes.length);
        return bytes;
    }

    /** Solves the equations for one unknown, by the elimination of Gauss; they always can be solved (FORMAT.md). */
    private byte[] solved(int[][] factors, List<byte[]> sums, int wanted) {
        int n = factors.length;
        for (int column = 0; column < n; column++) {
            int pivot = column;
            while (factors[pivot][column] == 0) {
                pivot++;
            }
            swap(factors, sums, pivot, column);
            scale(factors, sums, column, Galois.inverse(factors[column][column]));
            for (int row = 0; row < n; row++) {
                int factor = factors[row][column];
                if (row != column && factor != 0) {
                    for (int i = 0; i < n; i++) {
                        factors[row][i] ^= Galois.times(factors[column][i], factor);
                    }
                    Galois.addProduct(sums.get(row), sums.get(column), factor, group.blockSize());
                }
            }
        }
        return sums.get(wanted);
    }

    private static void swap(int[][] factors, List<byte[]> sums, int a, int b) {
        int[] row = factors[a];
        factors[a] = factors[b];
        factors[b] = row;
        byte[] sum = sums.get(a);
        sums.set(a, sums.get(b));
        sums.set(b, sum);
    }

    private void scale(int[][] factors, List<byte[]> sums, int row, int factor) {
        factors[row] = Arrays.stream(factors[row]).map(value -> Galois.times(value, factor)).toArray();
        byte[] scaled = new byte[group.blockSize()];
        Galois.addProduct(scaled, sums.get(row), factor, scaled.length);
        sums.set(row, scaled);
    }
}
