package org.backupmanager.engine.internal.device;

import org.backupmanager.engine.internal.cleanup.CleanUpSettings;
import org.backupmanager.engine.internal.cleanup.DeviceCleanUp;
import org.backupmanager.engine.internal.home.Choices;
import org.backupmanager.engine.internal.home.EngineSettings;
import org.backupmanager.engine.internal.home.Setting;
import org.backupmanager.pipeline.LineSettings;

/**
 * What a clean-up needs to know of its device.
 *
 * @param choices of the device
 * @param held gives the sessions that a person holds
 * @param changed called when sessions have gone or come back
 */
record CleanUpChoices(Choices choices, DeviceCleanUp.Held held, Runnable changed)
        implements DeviceCleanUp.Choices {

    /** How hard clean-up compresses where the person leaves the choice to us. */
    private static final int LEVEL = 3;

    @Override
    public CleanUpSettings settings() {
        EngineSettings engine = choices.engine();
        int level = engine.compressionLevel() == 0 ? LEVEL : engine.compressionLevel();
        var line = new LineSettings(engine.readers(), 1, engine.connections(), level, engine.cabinetSize(),
                engine.verifyCompressed());
        return new CleanUpSettings(choices.number(Setting.QUARANTINE_DAYS), choices.number(Setting.CLEAN_UP_WASTE),
                line);
    }

    @Override
    public void listChanged() {
        changed.run();
    }
}
