package org.backupmanager.ui.internal;

import java.util.Optional;

import org.backupmanager.command.DeviceLink;
import org.backupmanager.session.Device;

/**
 * The device that the window works with.
 *
 * @param device it
 * @param link to the process that holds it; empty where this one does
 */
record Held(Device device, Optional<DeviceLink> link) {
}
