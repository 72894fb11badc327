/** Commands that say how sound the storage is. */
package org.backupmanager.cli.internal.health;
