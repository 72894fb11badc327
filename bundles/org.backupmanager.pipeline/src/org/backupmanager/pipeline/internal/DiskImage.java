package org.backupmanager.pipeline.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;

/**
 * Knows the beginnings of disk images, raw ones by what partition tables, boot sectors and file systems begin with. A
 * content that only looks like one is cut less well for deduplication, and nothing else.
 */
final class DiskImage {

    /** Smaller ones have too little to gain. */
    private static final long WORTH = 8 << 20;

    /**
     * Signatures and where they stand: qcow2, VMDK, VHDX, dynamic VHD, VDI; GPT (sectors of 512 and 4,096 bytes), boot
     * sector or MBR; ext2 to ext4, XFS, btrfs, LVM, LUKS. From the documents of these formats.
     */
    private enum Signature {
        QCOW2(0, "QFI\u00fb"), VMDK(0, "KDMV"), VHDX(0, "vhdxfile"), VHD(0, "conectix"),
        VDI(64, "\u007f\u0010\u00da\u00be"),
        GPT(512, "EFI PART"), GPT_4K(4096, "EFI PART"), BOOT(510, "U\u00aa"),
        EXT(1080, "S\u00ef"), XFS(0, "XFSB"), BTRFS(65_600, "_BHRfS_M"), LVM(512, "LABELONE"),
        LUKS(0, "LUKS\u00ba\u00be");

        private final int place;
        private final byte[] bytes;

        Signature(int place, String text) {
            this.place = place;
            bytes = text.getBytes(ISO_8859_1);
        }

        boolean isIn(byte[] data, int from, int to) {
            int begin = from + place;
            return to - begin >= bytes.length
                    && Arrays.equals(data, begin, begin + bytes.length, bytes, 0, bytes.length);
        }
    }

    private static final Signature[] KNOWN = Signature.values();

    private DiskImage() {
    }

    /** Whether a content of that size that begins like that is an image of a disk. */
    static boolean isLikely(byte[] data, int from, int to, long size) {
        if (size < WORTH) {
            return false;
        }
        for (Signature signature : KNOWN) {
            if (signature.isIn(data, from, to)) {
                return true;
            }
        }
        return false;
    }
}
