package org.backupmanager.pipeline;

import java.util.Arrays;

import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;

/**
 * The copy of a directory frame that a register keeps: compressed quickly and not sealed, since a register lies beside
 * the files it describes.
 */
public final class KeptFrame {

    private static final int QUICK = 1;
    private static final String WHAT = "frame in the register";

    private KeptFrame() {
    }

    /** Packs the first {@code length} bytes. */
    public static byte[] pack(byte[] plain, int length) {
        byte[] packed = new byte[(int) Zstd.compressBound(length)];
        long size = Zstd.compressByteArray(packed, 0, packed.length, plain, 0, length, QUICK);
        return Arrays.copyOf(packed, (int) size);
    }

    /**
     * The plain bytes.
     *
     * @throws BackupException {@code OBJECT_DAMAGED} where there are not exactly {@code length} of them
     */
    public static byte[] unpack(byte[] packed, int length) throws BackupException {
        byte[] plain = new byte[length];
        try {
            long size = Zstd.decompressByteArray(plain, 0, length, packed, 0, packed.length);
            if (!Zstd.isError(size) && size == length) {
                return plain;
            }
        } catch (ZstdException e) {
            throw new BackupException(Code.OBJECT_DAMAGED, WHAT, e.getMessage()).because(e);
        }
        throw new BackupException(Code.OBJECT_DAMAGED, WHAT, "it does not have " + length + " bytes");
    }
}
