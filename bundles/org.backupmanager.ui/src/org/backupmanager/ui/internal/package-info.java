/**
 * The window: its header, rail, page area and activity strip, and the opening of the device. Start with
 * {@link org.backupmanager.ui.internal.Frame}.
 */
package org.backupmanager.ui.internal;
