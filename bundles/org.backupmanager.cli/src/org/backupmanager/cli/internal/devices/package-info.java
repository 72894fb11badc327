/** Commands that make a device, and how its passphrase is asked for. */
package org.backupmanager.cli.internal.devices;
