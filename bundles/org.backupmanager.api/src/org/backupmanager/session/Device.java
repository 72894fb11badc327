package org.backupmanager.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.backupmanager.model.CipherSuite;
import org.backupmanager.model.Mask;
import org.backupmanager.model.Selection;
import org.backupmanager.plan.Plans;
import org.backupmanager.recovery.StorageHealth;
import org.backupmanager.report.Reports;
import org.backupmanager.source.DataSource;
import org.osgi.annotation.versioning.ProviderType;

/**
 * One protected machine as this process works on it: a storage with its sessions, and what was chosen on this machine.
 * While it is open no other
 * process can open it.
 */
@ProviderType
public interface Device extends AutoCloseable {

    /** Its name within the storage. */
    String name();

    /** Where its sessions are kept. */
    String storage();

    /** How its slices are sealed. */
    CipherSuite cipher();

    /** The folder of its local state. */
    Path home();

    /** The data sources that are installed, available or not, in the order of their ids. */
    List<DataSource> sources();

    /** The data source with that id. */
    DataSource source(String id) throws BackupException;

    /**
     * What is chosen of a data source; {@link Selection#NONE} at first. Masks are {@link #filters} and left empty here.
     */
    Selection selection(String source);

    /** Chooses; lasts as soon as it has returned. */
    void select(String source, Selection selection) throws BackupException;

    /** Exclusion masks for files of every source. */
    List<Mask> filters();

    /** Sets the exclusion masks. */
    void filter(List<Mask> masks) throws BackupException;

    /**
     * What a person may have chosen by mistake, one sentence for each: masks that left nothing out of the last scans,
     * chosen paths that a mask leaves out.
     */
    default List<String> advice() throws BackupException {
        return List.of();
    }

    /** All settings with their values, defaults included, in the order of names. */
    Map<String, String> settings();

    /**
     * Changes a setting.
     *
     * @throws BackupException {@code BAD_ARGUMENT} where there is no such setting or the value does not fit; the
     *        message says what fits
     */
    void set(String name, String value) throws BackupException;

    /** What a setting does, in one sentence for a person; empty where nothing is said. */
    default String explain(String setting) {
        return "";
    }

    /**
     * Counts what a selection holds, as a backup would find it with the filters of now; nothing is frozen for long.
     *
     * @param progress hears of items and bytes found so far, and may cancel
     */
    Content count(String source, Selection selection, Progress progress) throws BackupException;

    /** Its sessions. */
    Sessions sessions();

    /** Removes sessions, and frees the room of what no session needs. */
    CleanUp cleanUp();

    /** Undoes restores. */
    default Restores restores() {
        throw new UnsupportedOperationException("this device undoes nothing");
    }

    /** What it does by itself, and when. */
    default Plans plans() {
        throw new UnsupportedOperationException("this device plans nothing");
    }

    /** What it does for its storage while no session runs. */
    default IdleWork idleWork() {
        return IdleWork.NONE;
    }

    /**
     * How sound its storage is, as far as this home knows; reads the quarantine from the storage, and no cabinet.
     *
     * @throws BackupException {@code STORAGE_…} where that does not answer, {@code HOME_FAILED}
     */
    default StorageHealth health() throws BackupException {
        throw new UnsupportedOperationException("this device knows nothing of its storage");
    }

    /** What it tells programs and people about itself. */
    default Reports reporting() {
        throw new UnsupportedOperationException("this device reports nothing");
    }

    /** Stops what runs, as Interrupted, and lets others open the device. */
    @Override
    void close();

    /**
     * How much a selection holds.
     *
     * @param files items with content
     * @param bytes of content in them
     */
    record Content(long files, long bytes) {
    }
}
