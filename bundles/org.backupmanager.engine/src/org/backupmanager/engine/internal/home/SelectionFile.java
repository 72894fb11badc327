package org.backupmanager.engine.internal.home;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.model.FileKind;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Priority;
import org.backupmanager.model.Selection;

/**
 * The text of the file {@code selections}: for each data source its id in brackets, then lines {@code include PRIORITY
 * PATH}, {@code kind PRIORITY KIND} and {@code exclude PATH}. Paths stand as {@link ItemPath#toString} shows them,
 * control characters as {@code \xHH} too, so that each fits a line.
 */
public final class SelectionFile {

    private SelectionFile() {
    }

    static String write(Map<String, Selection> selections) {
        var text = new StringBuilder("# ").append(Messages.text("selections.comment")).append('\n');
        for (var entry : new TreeMap<>(selections).entrySet()) {
            text.append('[').append(entry.getKey()).append("]\n");
            entry.getValue().includes().forEach((path, priority) ->
                    text.append("include ").append(priority.word()).append(' ').append(line(path)).append('\n'));
            entry.getValue().kinds().forEach((kind, priority) ->
                    text.append("kind ").append(priority.word()).append(' ').append(kind.word()).append('\n'));
            entry.getValue().excludes().forEach(path -> text.append("exclude ").append(line(path)).append('\n'));
        }
        return text.toString();
    }

    private static String line(ItemPath path) {
        var line = new StringBuilder();
        path.toString().chars().forEach(c -> {
            if (c < ' ' || c == 127) {
                line.append(String.format("\\x%02x", c));
            } else {
                line.append((char) c);
            }
        });
        return line.toString();
    }

    /**
     * Reads what {@link #write} wrote, or a person did.
     *
     * @throws IllegalArgumentException naming the line that makes no sense
     */
    static Map<String, Selection> parse(String text) {
        Map<String, Selection> selections = new TreeMap<>();
        var source = new Section("");
        int number = 0;
        for (String line : text.split("\r?\n")) {
            number++;
            if (line.startsWith("[") && line.endsWith("]")) {
                source.addTo(selections);
                source = new Section(line.substring(1, line.length() - 1));
            } else if (!line.isBlank() && !line.startsWith("#") && !source.accept(line)) {
                throw new IllegalArgumentException(Messages.text("selections.line", Integer.toString(number)));
            }
        }
        source.addTo(selections);
        return selections;
    }

    /** The lines of one data source. */
    private static final class Section {

        private final String source;
        private final SortedMap<ItemPath, Priority> includes = new TreeMap<>();
        private final List<ItemPath> excludes = new ArrayList<>();
        private final SortedMap<FileKind, Priority> kinds = new TreeMap<>();

        Section(String source) {
            this.source = source;
        }

        boolean accept(String line) {
            if (source.isEmpty()) {
                return false;
            }
            if (line.startsWith("exclude /")) {
                return excludes.add(ItemPath.parse(line.substring("exclude ".length())));
            }
            for (Priority priority : Priority.values()) {
                String kind = "kind " + priority.word() + " ";
                if (line.startsWith(kind)) {
                    Optional<FileKind> known = FileKind.named(line.substring(kind.length()).strip());
                    known.ifPresent(each -> kinds.put(each, priority));
                    return known.isPresent();
                }
                String start = "include " + priority.word() + " ";
                if (line.startsWith(start + "/")) {
                    includes.put(ItemPath.parse(line.substring(start.length())), priority);
                    return true;
                }
            }
            return false;
        }

        void addTo(Map<String, Selection> selections) {
            if (!includes.isEmpty() || !excludes.isEmpty() || !kinds.isEmpty()) {
                selections.put(source, new Selection(includes, excludes, List.of(), kinds));
            }
        }
    }
}
