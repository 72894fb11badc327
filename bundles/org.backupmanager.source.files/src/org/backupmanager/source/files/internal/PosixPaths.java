package org.backupmanager.source.files.internal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.session.BackupException;

/** Paths between Java, a person and this source. */
final class PosixPaths {

    private PosixPaths() {
    }

    /**
     * The bytes of a Java path, taken from its URI: as text they may be lost, depending on the locale that the process
     * was started with.
     */
    static ItemPath of(Path path) {
        String uri = path.toAbsolutePath().normalize().toUri().getRawPath();
        var bytes = new ByteArrayOutputStream(uri.length());
        for (int i = 0; i < uri.length(); i++) {
            char c = uri.charAt(i);
            if (c == '%') {
                bytes.write(Integer.parseInt(uri, i + 1, i + 3, 16));
                i += 2;
            } else {
                bytes.write(c);
            }
        }
        return ItemPath.of(bytes.toByteArray());
    }

    /**
     * What a person typed. Relative paths begin at the folder that the process works in; "." and ".." are taken as
     * text, so that a path that is in a session
     * but not on disk any more can be typed as well.
     */
    static ItemPath parse(String text, ItemPath workingFolder) throws BackupException {
        if (text.isEmpty() || text.indexOf('\0') >= 0) {
            throw new BackupException(Code.BAD_ARGUMENT, text.replace('\0', '?'),
                    Messages.text(text.isEmpty() ? "emptyText" : "noText"));
        }
        ItemPath typed = ItemPath.parse(text);
        List<String> names = new ArrayList<>();
        if (!text.startsWith("/")) {
            names.addAll(names(workingFolder));
        }
        for (String name : names(typed)) {
            if (name.equals("..")) {
                if (!names.isEmpty()) {
                    names.removeLast();
                }
            } else if (!name.equals(".")) {
                names.add(name);
            }
        }
        return ItemPath.of(String.join("/", names).getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Names with one character for each byte. */
    private static List<String> names(ItemPath path) {
        return path.isRoot() ? List.of() : List.of(new String(path.bytes(), StandardCharsets.ISO_8859_1).split("/"));
    }
}
