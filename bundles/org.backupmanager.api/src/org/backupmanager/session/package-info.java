/**
 * What faces use: the device of a home folder, its sessions while they run, and their errors. Start with
 * {@link org.backupmanager.session.Devices}.
 */
@Version("1.0.0")
package org.backupmanager.session;

import org.osgi.annotation.versioning.Version;
