package org.backupmanager.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is installed in a folder, by the list that p2 keeps there. */
record Installation(Path folder) {

    private static final String LIST = "configuration/org.eclipse.equinox.simpleconfigurator/bundles.info";
    private static final int FIELDS = 5;
    private static final int PLACE = 2;

    /** One line each: name, version, place, start level, started; lines that begin with # are comments. */
    List<InstalledBundle> bundles() throws IOException {
        List<InstalledBundle> found = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve(LIST))) {
            String[] fields = line.split(",");
            if (!line.startsWith("#") && fields.length == FIELDS) {
                found.add(InstalledBundle.read(folder.resolve(fields[PLACE].replaceFirst("^file:", ""))));
            }
        }
        return found;
    }
}
