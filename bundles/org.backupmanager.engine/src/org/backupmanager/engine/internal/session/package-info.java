/**
 * Starts sessions and says which of them may work. Starts in {@code DeviceSessions}. What sessions do when they meet
 * (the guide's rules, as far as they are built):
 * <ul>
 * <li>A backup of a data source that is backed up already is refused with {@code DEVICE_BUSY}.
 * <li>Backups of several data sources run one after the other; one merged queue comes later.
 * <li>A restore starts at once, beside other restores; backups are held at a slice boundary until the last restore has
 * ended.
 * </ul>
 */
package org.backupmanager.engine.internal.session;
