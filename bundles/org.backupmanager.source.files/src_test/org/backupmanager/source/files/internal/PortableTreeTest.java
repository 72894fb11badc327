package org.backupmanager.source.files.internal;

import static org.backupmanager.testkit.TreeFixture.dir;
import static org.backupmanager.testkit.TreeFixture.file;
import static org.backupmanager.testkit.TreeFixture.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.backupmanager.model.ItemPath;
import org.backupmanager.source.DataSource;
import org.backupmanager.testkit.DataSourceContract;
import org.backupmanager.testkit.TreeFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The contract, in the way of systems other than Linux. */
class PortableTreeTest implements DataSourceContract {

    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createTempDirectory("files-test");
    }

    @AfterEach
    void removeFolder() throws IOException {
        TreeFixture.remove(folder);
    }

    @Override
    public DataSource source() {
        return new FilesSource(() -> new PortableTree(System.getProperty("os.name").startsWith("Windows")));
    }

    @Override
    public void fill() throws IOException {
        TreeFixture.of(folder.resolve("data"), file("small", 1_000), file("empty", 0), file("größe", 5), dir("a",
                file("x", 2)),
                file("a.b", 3), file("large", 1_000_000), dir("empty-folder"));
        if (!System.getProperty("os.name").startsWith("Windows")) {
            TreeFixture.of(folder.resolve("data"), link("link", "small"), link("dangling", "../no"));
        }
    }

    @Override
    public void change() throws IOException {
        Files.write(folder.resolve("data/small"), TreeFixture.bytes(99, 1_001));
    }

    @Override
    public void lose() throws IOException {
        TreeFixture.remove(folder.resolve("data"));
    }

    @Override
    public ItemPath data() throws Exception {
        return source().parse(folder.resolve("data").toString());
    }

    @Override
    public Path place() {
        return folder.resolve("place");
    }
}
