/**
 * Removes what no session needs any more, beside running backups of any home, and never what one needs. Start with
 * {@code CleanUpRun}; who may rely on what is kept by {@code HomeAttendance}. Why it is safe: decision record 13.
 */
package org.backupmanager.engine.internal.cleanup;
