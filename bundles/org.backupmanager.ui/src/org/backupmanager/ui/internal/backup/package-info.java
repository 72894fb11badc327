/**
 * The Backup page: what to protect, and the button that does it. Start with
 * {@link org.backupmanager.ui.internal.backup.BackupPage}.
 */
package org.backupmanager.ui.internal.backup;
