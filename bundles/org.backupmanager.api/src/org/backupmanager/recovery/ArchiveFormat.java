package org.backupmanager.recovery;

/** What a restore can be exported as. */
public enum ArchiveFormat {
    /**
     * With everything that a Linux file system holds: permissions, owners, times to the nanosecond, links, devices,
     * extended attributes and access lists (as extended headers), holes, names of any bytes. No sockets.
     */
    TAR,
    /** For every system: permissions, times and symbolic links. Names that are no UTF-8 are shown as {@code \\xHH}. */
    ZIP
}
