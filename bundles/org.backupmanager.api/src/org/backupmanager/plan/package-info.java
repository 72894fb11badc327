/**
 * What a device does by itself, and when: schedules with their scripts, archiving rules, retention policies. All of
 * them are plain values; start with {@link org.backupmanager.plan.Plans}.
 */
@Version("1.0.0")
package org.backupmanager.plan;

import org.osgi.annotation.versioning.Version;
