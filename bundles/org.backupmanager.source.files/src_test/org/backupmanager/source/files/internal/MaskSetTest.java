package org.backupmanager.source.files.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;

import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Mask;
import org.junit.jupiter.api.Test;

class MaskSetTest {

    @Test
    void itSaysWhatTheMaskSays() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 200_000; i++) {
            String mask = text(random, "aAbBä*?/.\\*", 6);
            ItemPath path = ItemPath.parse(text(random, "aAbBäÄ/.\\", 7));
            if (!mask.isBlank() && !path.isRoot()) {
                check(Mask.of(mask), path, seed);
                check(Mask.ignoringCase(mask), path, seed);
            }
        }
    }

    private static void check(Mask mask, ItemPath path, long seed) {
        assertEquals(mask.matches(path), new MaskSet(List.of(mask), told -> { }).matches(path, path.name()),
                () -> mask + " on " + path + ", seed " + seed);
    }

    private static String text(Random random, String letters, int most) {
        var text = new StringBuilder();
        for (int n = 1 + random.nextInt(most); n > 0; n--) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }
}
