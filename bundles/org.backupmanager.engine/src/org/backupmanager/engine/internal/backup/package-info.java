/** One backup session: scan, compare, queue, process, commit. Starts in {@code BackupRun}. */
package org.backupmanager.engine.internal.backup;
