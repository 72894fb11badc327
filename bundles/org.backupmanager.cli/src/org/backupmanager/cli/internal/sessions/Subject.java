package org.backupmanager.cli.internal.sessions;

import java.util.function.Function;

import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.SessionReport;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.source.DataSource;

/**
 * What a session is about: a data source, or the storage as a whole.
 *
 * @param id as the command line has it
 * @param label for a person
 * @param show how its paths are written
 */
record Subject(String id, String label, Function<ItemPath, String> show) {

    /** The subject of that id. */
    static Subject of(Device device, String id) throws BackupException {
        if (id.equals(SessionReport.ALL)) {
            return new Subject(id, Messages.text("source.all"), ItemPath::toString);
        }
        DataSource source = device.source(id);
        return new Subject(source.id(), source.label(), source::show);
    }
}
