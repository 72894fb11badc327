/**
 * How processes that work with the same device meet: commands for a device are answered where it is open, and a
 * workbench
 * works with it from afar. Start with {@link org.backupmanager.command.CommandHost}.
 */
@Version("1.0.0")
package org.backupmanager.command;

import org.osgi.annotation.versioning.Version;
