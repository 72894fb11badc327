package org.backupmanager.recovery;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a restore can be exported as. */
public enum ArchiveFormat {
    /**
     * With everything that a Linux file system holds: permissions, owners, times to the nanosecond, links, devices,
     * extended attributes and access lists (as extended headers), holes, names of any bytes. No sockets.
     */
    TAR,
    /** For every system: permissions, times and symbolic links. Names that are no UTF-8 are shown as {@code \\xHH}. */
    ZIP;

    /** What a file is by the ending of its name, {@code .tar} or {@code .zip} in whatever case; empty for any other. */
    public static Optional<ArchiveFormat> of(String file) {
        String name = file.toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(format -> name.endsWith("." + format.name().toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
