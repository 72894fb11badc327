/**
 * The Backup Register: which sessions there are and where their slices lie. Start with
 * {@link org.backupmanager.register.BackupRegister}.
 */
@Version("1.0.0")
package org.backupmanager.register;

import org.osgi.annotation.versioning.Version;
