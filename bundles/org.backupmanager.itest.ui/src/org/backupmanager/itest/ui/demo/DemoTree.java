package org.backupmanager.itest.ui.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.backupmanager.model.ItemAttributes;
import org.backupmanager.model.ItemPath;
import org.backupmanager.source.Item;

/** A small machine's files: names ending in '/' are folders. */
final class DemoTree {

    private static final Map<String, List<String>> FOLDERS = Map.ofEntries(
            Map.entry("/", List.of("boot/", "etc/", "home/", "opt/", "root/", "srv/", "usr/", "var/")),
            Map.entry("/etc", List.of("apt/", "nginx/", "ssh/", "fstab", "hosts", "passwd")),
            Map.entry("/home", List.of("ann/", "ben/", "carla/")),
            Map.entry("/home/ann", List.of("Documents/", "Downloads/", "Pictures/", "notes.md", "taxes-2025.ods")),
            Map.entry("/home/ann/Documents", List.of("contract.pdf", "letters/", "thesis-2.odt", "thesis.odt")),
            Map.entry("/home/ann/Pictures", List.of("2024/", "2025/", "2026/", "cat.jpg")),
            Map.entry("/home/ben", List.of("mail/", "src/", "todo.txt")),
            Map.entry("/srv", List.of("projects/", "www/")),
            Map.entry("/srv/projects", List.of("atlas/", "borealis/", "README.md")),
            Map.entry("/var", List.of("lib/", "log/", "www/")));

    private DemoTree() {
    }

    static List<Item> children(ItemPath folder) {
        String key = folder.isRoot() ? "/" : folder.toString();
        List<Item> items = new ArrayList<>();
        for (String name : FOLDERS.getOrDefault(key, List.of("data/", "readme.txt", "report.pdf"))) {
            items.add(item(folder, name));
        }
        return items;
    }

    private static Item item(ItemPath folder, String name) {
        long days = Math.abs(name.hashCode()) % 400;
        Instant modified = Instant.parse("2026-11-20T08:15:00Z").minusSeconds(86_400L * days);
        if (name.endsWith("/")) {
            return new Item(folder.child(name.substring(0, name.length() - 1)), ItemAttributes.folder(modified));
        }
        long size = 900L + Math.abs(name.hashCode() * 31L) % 48_000_000;
        return new Item(folder.child(name), ItemAttributes.content(size, modified));
    }
}
