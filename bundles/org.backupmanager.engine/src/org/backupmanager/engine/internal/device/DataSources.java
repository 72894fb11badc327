package org.backupmanager.engine.internal.device;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.home.Choices;
import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;
import org.backupmanager.source.Availability;
import org.backupmanager.source.DataSource;

/**
 * The data sources that are installed at the moment: bundles come and go while a device is open.
 *
 * @param installed gives those that are there now
 */
public record DataSources(Supplier<List<DataSource>> installed) {

    /** All, in the order of their ids. */
    List<DataSource> all() {
        return installed.get().stream().sorted(Comparator.comparing(DataSource::id)).toList();
    }

    /** The one with that id, upper and lower case alike. */
    DataSource get(String id) throws BackupException {
        return all().stream().filter(source -> source.id().equalsIgnoreCase(id)).findFirst().orElseThrow(() ->
                new BackupException(Code.SOURCE_UNAVAILABLE, id, Messages.text("source.unknown",
                        String.join(", ", all().stream().map(DataSource::id).toList()))));
    }

    /** The one with that id, if it can be used on this machine. */
    DataSource usable(String id) throws BackupException {
        DataSource source = get(id);
        Availability availability = source.availability();
        if (!availability.here()) {
            throw new BackupException(Code.SOURCE_UNAVAILABLE, source.label(), availability.reason());
        }
        return source;
    }

    /** Those to back up: the asked ones, or all that have a selection where none is asked for. */
    List<DataSource> chosen(Set<String> ids, Choices choices) throws BackupException {
        List<DataSource> chosen = new ArrayList<>();
        for (DataSource source : all()) {
            if (ids.isEmpty() && !choices.selection(source.id()).isEmpty()) {
                chosen.add(usable(source.id()));
            }
        }
        for (String id : ids) {
            DataSource source = usable(id);
            if (choices.selection(source.id()).isEmpty()) {
                throw new BackupException(Code.NO_SELECTION, source.label());
            }
            if (!chosen.contains(source)) {
                chosen.add(source);
            }
        }
        if (chosen.isEmpty()) {
            throw new BackupException(Code.NO_SELECTION, "");
        }
        return chosen;
    }
}
