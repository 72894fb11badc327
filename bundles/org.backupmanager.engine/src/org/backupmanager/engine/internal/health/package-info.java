/**
 * Says how sound the storage is. Starts in {@code DeviceHealth}, which puts together what verification, repair, parity
 * and clean-up have left in the home.
 */
package org.backupmanager.engine.internal.health;
