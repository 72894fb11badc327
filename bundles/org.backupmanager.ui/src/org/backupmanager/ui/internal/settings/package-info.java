/**
 * The Preferences page, drawn from the device's settings. Start with
 * {@link org.backupmanager.ui.internal.settings.SettingsPage}.
 */
package org.backupmanager.ui.internal.settings;
