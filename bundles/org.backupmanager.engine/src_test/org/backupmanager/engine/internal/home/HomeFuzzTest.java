package org.backupmanager.engine.internal.home;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Mask;
import org.backupmanager.model.Selection;
import org.backupmanager.session.BackupException;
import org.backupmanager.testkit.Wounds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of the home folder that a person, a program or a disk has spoilt: read, or refused with a clear error. */
class HomeFuzzTest {

    private static final int MUTATIONS = Integer.getInteger("backupmanager.mutations", 200);

    private final long seed = Long.getLong("backupmanager.seed", new Random().nextLong());
    private final Random chance = new Random(seed);

    @TempDir
    Path folder;

    @Test
    void spoiltFilesAreReadOrRefused() throws Exception {
        try (Home home = Home.hold(folder, "test")) {
            home.writeText(Home.CONFIG, "; a comment\n[General]\nDevice=box\nStorage=\"/a\\\\b\"\nCabinetSize=16\n");
            Choices choices = Choices.in(home, "linux");
            choices.select("FileSystem", Selection.of(ItemPath.parse("/srv"), ItemPath.parse("/etc/größe")));
            choices.filter(List.of(Mask.of("*.tmp")));
            choices.set("CompressionLevel", "7");
            List<String> names;
            try (var files = Files.list(folder)) {
                names = files.filter(Files::isRegularFile).map(file -> file.getFileName().toString())
                        .filter(name -> !name.equals("lock")).sorted().toList();
            }
            for (String name : names) {
                fuzz(home, name);
            }
            System.out.println("torture: wounded files of the home folder: " + names.size() * MUTATIONS);
        }
    }

    private void fuzz(Home home, String name) throws Exception {
        byte[] right = Files.readAllBytes(folder.resolve(name));
        for (int round = 0; round < MUTATIONS; round++) {
            byte[] wounded = Wounds.random(right, chance);
            Files.write(folder.resolve(name), wounded);
            try {
                Choices choices = Choices.in(home, "linux");
                choices.settings();
                choices.engine();
                choices.filters();
                choices.effective("FileSystem");
                Home.deviceName(folder);
            } catch (BackupException clear) {
                assertEquals(Code.HOME_FAILED, clear.code(), clear::getMessage);
            } catch (RuntimeException | Error other) {
                throw new AssertionError("seed " + seed + ", " + name + ":\n"
                        + new String(wounded, StandardCharsets.ISO_8859_1), other);
            }
        }
        Files.write(folder.resolve(name), right);
    }
}
