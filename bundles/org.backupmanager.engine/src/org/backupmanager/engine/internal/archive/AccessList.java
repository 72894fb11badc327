package org.backupmanager.engine.internal.archive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** POSIX access lists, from the kernel's form to the text that archives hold. */
final class AccessList {

    private static final int HEADER = 4;
    private static final int ENTRY = 8;

    private AccessList() {
    }

    /** {@code user::rw-,user:1000:r--,group::r--,mask::r--,other::---}; people are numbers. */
    static String text(byte[] value) {
        ByteBuffer in = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
        List<String> entries = new ArrayList<>();
        for (int at = HEADER; at + ENTRY <= value.length; at += ENTRY) {
            String id = Integer.toUnsignedString(in.getInt(at + 4));
            String who = switch (in.getShort(at)) {
                case 0x01 -> "user::";
                case 0x02 -> "user:" + id + ':';
                case 0x04 -> "group::";
                case 0x08 -> "group:" + id + ':';
                case 0x10 -> "mask::";
                default -> "other::";
            };
            int may = in.getShort(at + 2);
            entries.add(who + ((may & 4) != 0 ? 'r' : '-') + ((may & 2) != 0 ? 'w' : '-')
                    + ((may & 1) != 0 ? 'x' : '-'));
        }
        return String.join(",", entries);
    }
}
