package org.backupmanager.source.files.internal;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import org.backupmanager.model.Selection;
import org.backupmanager.source.Item;
import org.backupmanager.source.SourceView;
import org.backupmanager.source.kit.Kernel;
import org.backupmanager.testkit.Await;
import org.backupmanager.testkit.Troubles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scan of a million files must not hold a million items. */
class ScanMemoryTest {

    private static final int FOLDERS = 60;
    private static final int FILES = 20;

    @TempDir
    Path folder;

    @BeforeEach
    void makeTree() throws IOException {
        assumeTrue(Kernel.missing().isEmpty(), () -> "the kernel lacks a call: " + Kernel.missing());
        for (int i = 0; i < FOLDERS; i++) {
            Path sub = Files.createDirectory(folder.resolve("f%02d".formatted(i)));
            for (int k = 0; k < FILES; k++) {
                Files.createFile(sub.resolve("file" + k));
            }
        }
    }

    @Test
    void whatTheScanHasPassedIsNotHeldAnyMore() throws Exception {
        try (SourceView view = new LinuxTree(2).view(Selection.of(PosixPaths.of(folder)), new Troubles())) {
            Iterator<Item> items = view.items();
            List<WeakReference<Item>> passed = new ArrayList<>();
            String path = "";
            while (!path.contains("/f50/")) {
                Item item = items.next();
                path = item.path().toString();
                if (path.contains("/file") && path.compareTo(PosixPaths.of(folder).child("f10").toString()) < 0) {
                    passed.add(new WeakReference<>(item));
                }
            }
            assertTrue(passed.size() >= 10 * FILES, passed.size() + " items");
            Await.until("items of folders that were passed are gone", () -> {
                System.gc();
                return passed.stream().allMatch(item -> item.refersTo(null));
            });
            assertTrue(items.hasNext());
        }
    }
}
