package org.backupmanager.engine.internal.run;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.backupmanager.model.Code;
import org.backupmanager.pipeline.PackedInput;
import org.backupmanager.pipeline.PackedOutput;
import org.backupmanager.session.BackupException;

/**
 * Packed records in a temporary file, so that a run over millions of items needs memory for their places only. Records
 * are appended first, by many threads,
 * and read afterwards, by one at a time; reading in the order of writing costs a system call per 64 KiB. The file is
 * gone when this is closed, or when
 * the process ends.
 */
public final class SpillLog implements AutoCloseable {

    private static final int BLOCK = 1 << 16;
    private static final int BLOCKS = 16;
    private static final int PREFIX = Integer.BYTES;

    private final Path folder;
    private final FileChannel file;
    private final PackedOutput tail = new PackedOutput(BLOCK * 2);
    private long written;
    private final byte[][] blocks = new byte[BLOCKS][];
    /** Which block each place holds, plus one. */
    private final long[] numbers = new long[BLOCKS];

    /** A log in a new file in that folder. */
    public SpillLog(Path folder) throws BackupException {
        this.folder = folder;
        try {
            Path temporary = Files.createTempFile(folder, "run-", ".spill");
            file = FileChannel.open(temporary, StandardOpenOption.READ, StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Appends a record and returns its place. */
    public synchronized long append(byte[] bytes, int from, int length) throws BackupException {
        long place = written + tail.length();
        tail.u32(length).raw(bytes, from, length);
        if (tail.length() >= BLOCK) {
            flush();
        }
        return place;
    }

    public long append(PackedOutput record) throws BackupException {
        return append(record.array(), 0, record.length());
    }

    /** The place behind the last record. */
    public synchronized long end() {
        return written + tail.length();
    }

    /** The record at that place, as a copy. */
    public synchronized byte[] read(long place) throws BackupException {
        flush();
        byte[] length = bytes(place, PREFIX);
        return bytes(place + PREFIX, ByteBuffer.wrap(length).getInt());
    }

    /** As {@link #read}, to be unpacked. */
    public PackedInput unpack(long place) throws BackupException {
        return new PackedInput("temporary file", read(place));
    }

    /** The place behind a record of that length. */
    public static long next(long place, int length) {
        return place + PREFIX + length;
    }

    private byte[] bytes(long place, int count) throws BackupException {
        byte[] bytes = new byte[count];
        int got = 0;
        while (got < count) {
            long at = place + got;
            byte[] block = block(at / BLOCK);
            int from = (int) (at % BLOCK);
            int n = Math.min(count - got, BLOCK - from);
            System.arraycopy(block, from, bytes, got, n);
            got += n;
        }
        return bytes;
    }

    /**
     * Blocks are at hand by their number modulo the places there are: several readers at different spots do not drive
     * each other's blocks out.
     */
    private byte[] block(long number) throws BackupException {
        int slot = (int) (number % BLOCKS);
        if (numbers[slot] != number + 1) {
            byte[] block = blocks[slot] == null ? new byte[BLOCK] : blocks[slot];
            ByteBuffer target = ByteBuffer.wrap(block, 0, (int) Math.min(BLOCK, written - number * BLOCK));
            try {
                while (target.hasRemaining()) {
                    if (file.read(target, number * BLOCK + target.position()) < 0) {
                        throw new EOFException("it is shorter than what was written");
                    }
                }
            } catch (IOException e) {
                throw failed(e);
            }
            blocks[slot] = block;
            numbers[slot] = number + 1;
        }
        return blocks[slot];
    }

    private void flush() throws BackupException {
        if (tail.length() == 0) {
            return;
        }
        // The block that held the end so far is about to grow
        numbers[(int) (written / BLOCK % BLOCKS)] = 0;
        ByteBuffer bytes = ByteBuffer.wrap(tail.array(), 0, tail.length());
        try {
            while (bytes.hasRemaining()) {
                written += file.write(bytes, written);
            }
        } catch (IOException e) {
            throw failed(e);
        }
        tail.clear();
    }

    private BackupException failed(IOException cause) {
        return new BackupException(Code.HOME_FAILED, folder, cause.getMessage()).because(cause);
    }

    @Override
    public void close() throws BackupException {
        try {
            file.close();
        } catch (IOException e) {
            throw failed(e);
        }
    }
}
