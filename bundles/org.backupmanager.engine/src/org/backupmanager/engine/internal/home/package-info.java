/** The folder of a device's local state: its lock, keys, settings, selections and log. */
package org.backupmanager.engine.internal.home;
