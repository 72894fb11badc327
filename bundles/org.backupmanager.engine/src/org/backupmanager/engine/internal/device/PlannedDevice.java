package org.backupmanager.engine.internal.device;

import java.util.List;
import java.util.function.Supplier;

import org.backupmanager.engine.internal.cleanup.DeviceCleanUp;
import org.backupmanager.engine.internal.home.Choices;
import org.backupmanager.engine.internal.plan.DevicePlans;
import org.backupmanager.engine.internal.session.DeviceSessions;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Sessions;
import org.backupmanager.source.DataSource;

/**
 * The device as its plans see it; they are read before it has sessions.
 *
 * @param sources that are installed
 * @param choices of the device
 * @param known its sessions
 * @param cleanUp removes sessions
 */
record PlannedDevice(DataSources sources, Choices choices, Supplier<DeviceSessions> known,
        Supplier<DeviceCleanUp> cleanUp) implements DevicePlans.Context {

    @Override
    public Sessions sessions() {
        return known.get();
    }

    @Override
    public String sourceId(String given) throws BackupException {
        return sources.get(given).id();
    }

    @Override
    public List<String> selectedSources() {
        return sources.all().stream().map(DataSource::id).filter(id -> !choices.selection(id).isEmpty()).toList();
    }

    @Override
    public void remove(List<SessionId> going) throws BackupException {
        cleanUp.get().remove(going, false);
    }

    @Override
    public void refused(String source, BackupException why) throws BackupException {
        known.get().refused(source, why);
    }

    @Override
    public void abort(String source, BackupException why) {
        known.get().abort(source, why);
    }

    @Override
    public void marked(SessionReport report) {
        known.get().marked(report);
    }
}
