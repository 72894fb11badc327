package org.backupmanager.source.files.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.backupmanager.model.ItemPath;
import org.backupmanager.source.DataSource;
import org.backupmanager.testkit.DataSourceContract;
import org.backupmanager.testkit.TreeFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The contract, on a tree with every kind of file. */
class FilesSourceTest implements DataSourceContract {

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
        return new FilesSource();
    }

    @Override
    public void fill() throws IOException {
        TreeFixture.everything(folder.resolve("data"));
    }

    @Override
    public void change() throws IOException {
        Path small = folder.resolve("data/small");
        Files.delete(small);
        Files.write(small, TreeFixture.bytes(99, 15_000));
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
