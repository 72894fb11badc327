package org.backupmanager.engine.internal.device;

import org.backupmanager.engine.internal.home.Choices;

/**
 * What a device is made of.
 *
 * @param opened its home and its storage
 * @param choices read from its home
 * @param sources that are installed
 * @param copies that may be there of its storage
 * @param surroundings of the process
 */
record DeviceParts(OpenedHome opened, Choices choices, DataSources sources, Copies copies,
        Surroundings surroundings) {
}
