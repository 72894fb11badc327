package org.backupmanager.itest.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * A person looks after the storage of the device that {@link FirstHourUiTest} has made: real cabinets, truly damaged.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StorageUiTest {

    private static final Path TARGET = Path.of(System.getProperty("test.target"));
    private static final Path STORAGE = TARGET.resolve("first-hour/storage/first-hour");

    private final Window window;

    StorageUiTest() throws IOException {
        window = new Window(TARGET.resolve("screenshots"));
    }

    private void awaitLabel(String id, String begin) {
        Label label = window.widget(id, Label.class);
        window.await(id + " begins with " + begin, () -> label.getText().startsWith(begin));
    }

    @Test
    @Order(1)
    void aStorageThatWasNeverCheckedSaysSoAndACheckFindsItSound() {
        window.press("rail.storage");
        awaitLabel("storage.sentence", "The storage was never checked");
        window.shoot("30-storage-never-checked");
        window.press("storage.check");
        awaitLabel("storage.result", "Everything that was checked is sound");
        awaitLabel("storage.sentence", "The storage is sound");
        window.shoot("31-storage-sound");
    }

    @Test
    @Order(2)
    void aCheckThatIsStoppedGoesOnLater() {
        window.type("storage.percent", "101");
        awaitLabel("storage.wrong", "Give a number from 1 to 100");
        assertFalse(window.enabled("storage.check"));
        window.press("storage.everything");
        window.type("storage.rate", "1");
        window.press("storage.check");
        window.press("storage.stop");
        awaitLabel("storage.result", "Stopped");
        awaitLabel("storage.sentence", "A check was stopped");
        window.shoot("32-storage-stopped");
        window.type("storage.rate", "0");
    }

    @Test
    @Order(3)
    void aDamagedCabinetIsNamedWithTheFilesAndSessionsThatItCosts() throws IOException {
        String damaged = spoil();
        window.press("storage.check");
        awaitLabel("storage.result", "Damage was found");
        awaitLabel("storage.sentence", "One object in the storage is damaged");
        Tree tree = window.widget("storage.damage", Tree.class);
        List<String> rows = window.ui(() -> {
            TreeItem item = tree.getItem(0);
            return Stream.concat(Stream.of(item), Stream.of(item.getItems()))
                    .map(each -> each.getText(0) + " | " + each.getText(1)).toList();
        });
        assertTrue(rows.getFirst().contains(damaged.substring(0, 12)), rows::toString);
        assertTrue(rows.stream().anyMatch(row -> row.contains("picture.raw")
                && row.contains("cannot be restored from")),
                rows::toString);
        window.shoot("33-storage-damaged");
        window.press("rail.overview");
        awaitLabel("overview.sentence", "What is stored is damaged");
        window.press("overview.mend");
        awaitLabel("storage.sentence", "One object");
    }

    @Test
    @Order(4)
    void whatARepairWouldDoIsShownFirstAndChangesNothing() throws IOException {
        Map<String, Long> before = stored();
        window.pressForDialog("storage.repair");
        awaitLabel("repair.said", "The damaged object can be healed");
        Table plan = window.widget("repair.plan", Table.class);
        assertTrue(window.ui(() -> plan.getItem(0).getText()).contains("can be healed from the files themselves"));
        window.shoot("34-repair-plan");
        window.press("repair.close");
        assertEquals(before, stored(), "a plan changes nothing");
    }

    @Test
    @Order(5)
    void aRepairHealsItAndTheNextCheckFindsAllOfItSound() {
        window.pressForDialog("storage.repair");
        awaitLabel("repair.said", "The damaged object can be healed");
        window.press("repair.now");
        awaitLabel("storage.result", "Repaired: one cabinet");
        awaitLabel("storage.damage.none", "No damage is known");
        Table quarantine = window.widget("storage.entries", Table.class);
        window.await("the damaged cabinet is in quarantine", () -> quarantine.getItemCount() == 1);
        window.shoot("35-storage-repaired");
        window.press("storage.report");
        Tree healed = window.widget("report.troubles", Tree.class);
        window.await("the report names what was healed", () -> healed.getItem(0).getText().equals("Healed (1)"));
        awaitLabel("report.whole", "The object ");
        window.shoot("37-repair-report");
        window.press("rail.storage");
        window.press("storage.check");
        awaitLabel("storage.result", "Everything that was checked is sound");
        awaitLabel("storage.sentence", "The storage is sound");
        window.shoot("36-storage-sound-again");
    }

    /** Spoils a stretch in the middle of the largest cabinet; returns its name. */
    private static String spoil() throws IOException {
        try (Stream<Path> files = Files.walk(STORAGE.resolve("cabinets"))) {
            Path cabinet = files.filter(Files::isRegularFile)
                    .max(Comparator.comparingLong(file -> file.toFile().length())).orElseThrow();
            byte[] bytes = Files.readAllBytes(cabinet);
            var chance = new Random(7);
            for (int i = 0; i < 1000; i++) {
                bytes[bytes.length / 3 + chance.nextInt(bytes.length / 3)] ^= 1;
            }
            assertTrue(cabinet.toFile().setWritable(true));
            Files.write(cabinet, bytes);
            return cabinet.getFileName().toString();
        }
    }

    private static Map<String, Long> stored() throws IOException {
        Map<String, Long> stored = new TreeMap<>();
        try (Stream<Path> files = Files.walk(STORAGE)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.toString().contains("/homes/")) {
                    stored.put(STORAGE.relativize(file).toString(), Files.size(file));
                }
            }
        }
        return stored;
    }
}
