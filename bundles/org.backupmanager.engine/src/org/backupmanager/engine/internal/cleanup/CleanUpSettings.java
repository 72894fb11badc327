package org.backupmanager.engine.internal.cleanup;

import org.backupmanager.pipeline.LineSettings;

/**
 * What a clean-up obeys.
 *
 * @param quarantineDays days that what was removed can be brought back; 0 for until the next clean-up
 * @param wastePercent share of a cabinet that nobody needs from which on the rest is copied and the cabinet removed
 * @param line how new cabinets are made
 */
public record CleanUpSettings(int quarantineDays, int wastePercent, LineSettings line) {
}
