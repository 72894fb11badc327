package org.backupmanager.engine.internal.device;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.backupmanager.testkit.MemoryRegister;
import org.backupmanager.model.Code;
import org.backupmanager.register.BackupRegister;
import org.backupmanager.register.Registers;
import org.backupmanager.session.BackupException;

/**
 * Registers in memory that outlive closing as long as the file in their folder does; a file with other content is a
 * damaged register.
 */
public final class MemoryRegisters implements Registers {

    private static final String SOUND = "sound";

    private final Map<String, MemoryRegister> kept = new ConcurrentHashMap<>();

    @Override
    public BackupRegister open(Path folder) throws BackupException {
        Path file = folder.resolve("data");
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(folder);
                Files.writeString(file, SOUND + " " + kept.size());
                kept.put(Files.readString(file), new MemoryRegister());
            }
            String content = Files.readString(file);
            if (!content.startsWith(SOUND)) {
                throw new BackupException(Code.REGISTER_DAMAGED, folder, "its file makes no sense");
            }
            return kept.get(content);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The register that was opened last in this folder. */
    MemoryRegister in(Path folder) throws IOException {
        return kept.get(Files.readString(folder.resolve("data")));
    }
}
