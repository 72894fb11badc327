package org.backupmanager.source.files.internal;

import java.io.IOException;
import java.nio.file.NoSuchFileException;

import org.backupmanager.model.ItemPath;
import org.backupmanager.source.RestoreTarget.NoRoomException;
import org.backupmanager.source.kit.Errno;

/** Makes exceptions with a message for a person of the kernel's error numbers. */
final class Problem {

    private Problem() {
    }

    /** For a call that reads. */
    static IOException reading(int result, ItemPath path) {
        int errno = -result;
        return errno == Errno.ENOENT || errno == Errno.ESTALE || errno == Errno.ENOTDIR
                ? new NoSuchFileException(path.toString(), null, Messages.error(errno))
                : new IOException(Messages.error(errno));
    }

    /** For a call that writes. */
    static IOException writing(long result) {
        int errno = (int) -result;
        return errno == Errno.ENOSPC || errno == Errno.EDQUOT ? new NoRoomException(Messages.error(errno))
                : new IOException(Messages.error(errno));
    }
}
