package org.backupmanager.model;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;

/** Files of one sort, known by the extensions of their names, which stand in {@code kinds.properties}. */
public enum FileKind {
    DOCUMENTS("Documents"), PICTURES("Pictures"), MUSIC("Music"), VIDEO("Video"), MAIL("Mail"),
    DATABASES("Databases"), ARCHIVES("Archives");

    private static final int LONGEST = 10;
    private static final Map<String, FileKind> BY_EXTENSION = byExtension();

    private final String word;

    FileKind(String word) {
        this.word = word;
    }

    private static Map<String, FileKind> byExtension() {
        ResourceBundle extensions = ResourceBundle.getBundle("org.backupmanager.model.kinds",
                FileKind.class.getModule());
        Map<String, FileKind> all = new HashMap<>();
        for (FileKind kind : values()) {
            for (String extension : extensions.getString(kind.word).strip().split(" +")) {
                if (all.put(extension, kind) != null) {
                    throw new IllegalStateException("two kinds have ." + extension);
                }
            }
        }
        return all;
    }

    /** Its name on the command line. */
    public String word() {
        return word;
    }

    /** The kind of that name, upper and lower case alike. */
    public static Optional<FileKind> named(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equalsIgnoreCase(word)).findFirst();
    }

    /** The kind of a file of that name, if it is of one; upper and lower case count alike. */
    public static Optional<FileKind> of(byte[] name) {
        int dot = name.length - 1;
        while (dot > 0 && name[dot] != '.' && name.length - dot <= LONGEST) {
            dot--;
        }
        if (dot <= 0 || name[dot] != '.') {
            return Optional.empty(); // what begins with a dot is hidden, and has no extension
        }
        var extension = new StringBuilder(LONGEST);
        for (int i = dot + 1; i < name.length; i++) {
            extension.append((char) (name[i] & 0xff));
        }
        return Optional.ofNullable(BY_EXTENSION.get(extension.toString().toLowerCase(Locale.ROOT)));
    }
}
