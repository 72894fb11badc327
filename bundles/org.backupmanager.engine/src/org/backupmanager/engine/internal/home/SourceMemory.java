package org.backupmanager.engine.internal.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;
import org.backupmanager.source.DataSource;

/**
 * Where data sources keep what they want to know next time: a folder for each.
 *
 * @param folder of them all; made when it is needed first
 */
public record SourceMemory(Path folder) {

    /** The folder of a source, made where it is not there. */
    public Path of(DataSource source) throws BackupException {
        Path own = folder.resolve(source.id());
        try {
            return Files.createDirectories(own);
        } catch (IOException failed) {
            throw new BackupException(Code.HOME_FAILED, own, Home.words(failed)).because(failed);
        }
    }

    /** Lets each source release what a killed process of this device has left; what fails is tried again later. */
    public void recover(Iterable<DataSource> sources) {
        for (DataSource source : sources) {
            Path own = folder.resolve(source.id());
            if (Files.isDirectory(own)) {
                try {
                    source.recover(own);
                } catch (BackupException notNow) {
                    System.getLogger(SourceMemory.class.getName()).log(System.Logger.Level.WARNING,
                            notNow.getMessage(), notNow);
                }
            }
        }
    }
}
