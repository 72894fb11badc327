package org.backupmanager.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

import org.backupmanager.model.ItemAttributes;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Selection;
import org.backupmanager.source.DataSource;
import org.backupmanager.source.Item;
import org.backupmanager.source.ItemContent;
import org.backupmanager.source.SourceView;

/** Steps that the clauses of {@link DataSourceContract} share. */
final class ScanSteps {

    private ScanSteps() {
    }

    static List<Item> items(SourceView view) throws Exception {
        List<Item> items = new ArrayList<>();
        view.items().forEachRemaining(items::add);
        return items;
    }

    /** All that has to come back, as text by path; the way to the data is not part of it. */
    static SortedMap<ItemPath, String> describe(DataSource source, ItemPath data) throws Exception {
        SortedMap<ItemPath, String> lines = new TreeMap<>();
        try (SourceView view = source.freeze(Selection.of(data), new Troubles())) {
            Map<Long, Integer> groups = new HashMap<>();
            for (Item item : items(view)) {
                if (item.path().startsWith(data)) {
                    ItemAttributes a = item.attributes();
                    String content = a.kind().hasContent() ? " #" + Arrays.hashCode(content(view, item, true)) : "";
                    long link = a.identity().linkGroup();
                    int group = link == 0 ? 0 : groups.computeIfAbsent(link, one -> groups.size() + 1);
                    lines.put(item.path(), a.kind() + " " + a.size() + " " + a.modified() + " " + a.access()
                            + " link " + group + " "
                            + a.linkTarget() + " " + a.device() + " " + a.extended() + content);
                }
            }
        }
        return lines;
    }

    /** Fails with the lines that differ only. */
    static void assertSame(SortedMap<ItemPath, String> expected, SortedMap<ItemPath, String> actual) {
        var paths = new TreeSet<>(expected.keySet());
        paths.addAll(actual.keySet());
        var differences = new StringBuilder();
        for (ItemPath path : paths) {
            String one = expected.getOrDefault(path, "missing");
            String other = actual.getOrDefault(path, "missing");
            if (!one.equals(other)) {
                differences.append(path).append("\n  expected ").append(one)
                        .append("\n  but was  ").append(other).append('\n');
            }
        }
        assertEquals("", differences.toString());
    }

    static byte[] content(SourceView view, Item item, boolean skipping) throws Exception {
        var bytes = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocateDirect(40_000);
        try (ItemContent content = view.open(item)) {
            while (true) {
                if (skipping) {
                    bytes.write(new byte[(int) content.skipHole()]);
                }
                int read = content.read(buffer.clear());
                if (read < 0) {
                    break;
                }
                assertEquals(read, buffer.position());
                byte[] some = new byte[read];
                buffer.flip().get(some);
                bytes.write(some);
            }
            assertFalse(content.changed(), () -> item.path() + " is said to have changed");
        }
        return bytes.toByteArray();
    }
}
