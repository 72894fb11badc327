/**
 * The Preferences page: the device's settings, and the panes of what it does by itself. Start with
 * {@link org.backupmanager.ui.internal.settings.PreferencesPage}.
 */
package org.backupmanager.ui.internal.settings;
