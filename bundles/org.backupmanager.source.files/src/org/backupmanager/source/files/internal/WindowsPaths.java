package org.backupmanager.source.files.internal;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.session.BackupException;

/**
 * Paths between Java, a person and this source on Windows: the drive is the first name, {@code C:\Users} is {@code
 * C:/Users}.
 */
final class WindowsPaths {

    private WindowsPaths() {
    }

    static ItemPath of(Path path) {
        return ItemPath.of(path.toAbsolutePath().normalize().toString().replace('\\', '/')
                .getBytes(StandardCharsets.UTF_8));
    }

    static Path path(ItemPath path) {
        String text = new String(path.bytes(), StandardCharsets.UTF_8);
        return Path.of(path.depth() == 1 ? text + '\\' : text.replace('/', '\\'));
    }

    static ItemPath parse(String text) throws BackupException {
        if (text.isEmpty()) {
            throw new BackupException(Code.BAD_ARGUMENT, text, Messages.text("emptyText"));
        }
        try {
            return text.equals("/") || text.equals("\\") ? ItemPath.ROOT : of(Path.of(text));
        } catch (InvalidPathException e) {
            throw new BackupException(Code.BAD_ARGUMENT, text, e.getReason()).because(e);
        }
    }

    static String show(ItemPath path) {
        return path.isRoot() ? "\\" : path(path).toString();
    }
}
