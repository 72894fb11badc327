/**
 * What a device does about restores besides running them: undo, export. Starts in {@code DeviceRestores}; decision 34.
 */
package org.backupmanager.engine.internal.recovery;
