package org.backupmanager.engine.internal.hints;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

import org.backupmanager.model.Mask;

/**
 * How often each mask has left something out of a scan; where several masks match an item, one of them is counted. Told
 * by many threads. Kept in the folder of what a data source needs to know next time, and of no harm where it is lost.
 */
public final class MaskUse {

    private static final String FILE = "masks";

    private final Map<Mask, LongAdder> counts = new ConcurrentHashMap<>();
    private volatile boolean whole = true;

    /** @param masks that are obeyed */
    public MaskUse(List<Mask> masks) {
        masks.forEach(mask -> counts.put(mask, new LongAdder()));
    }

    /** A mask has left an item out. */
    public void leftOut(Mask mask) {
        LongAdder count = counts.get(mask);
        if (count != null) {
            count.increment();
        }
    }

    /** A folder is not gone into: what a mask would leave out there is not known. */
    public void passedBy() {
        whole = false;
    }

    /** Notes what was counted. A scan that has passed folders by says nothing of masks that left nothing out. */
    public void keep(Path folder) {
        try {
            Map<String, Long> known = of(folder);
            known.keySet().retainAll(counts.keySet().stream().map(Mask::toString).toList());
            counts.forEach((mask, count) -> {
                if (whole || count.sum() > 0) {
                    known.put(mask.toString(), count.sum());
                }
            });
            if (known.isEmpty()) {
                Files.deleteIfExists(folder.resolve(FILE));
            } else {
                Files.write(folder.resolve(FILE), known.entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey()).toList());
            }
        } catch (IOException unkept) {
            System.getLogger(MaskUse.class.getName()).log(System.Logger.Level.DEBUG, unkept.getMessage(), unkept);
        }
    }

    /** What was noted of masks: how often each has left something out. */
    public static Map<String, Long> of(Path folder) throws IOException {
        Map<String, Long> known = new TreeMap<>();
        Path file = folder.resolve(FILE);
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                int blank = line.indexOf(' ');
                if (blank > 0 && line.substring(0, blank).matches("[0-9]{1,18}")) {
                    known.put(line.substring(blank + 1), Long.parseLong(line.substring(0, blank)));
                }
            }
        }
        return known;
    }
}
