/**
 * What a person wants back, from when, and to where. Start with {@link org.backupmanager.recovery.RecoveryPlan}.
 */
@Version("1.0.0")
package org.backupmanager.recovery;

import org.osgi.annotation.versioning.Version;
