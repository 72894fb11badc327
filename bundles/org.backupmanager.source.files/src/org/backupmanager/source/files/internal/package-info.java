/**
 * Files and folders as a data source. Start with {@link org.backupmanager.source.files.internal.FilesSource}; a scan on
 * Linux is
 * {@link org.backupmanager.source.files.internal.LinuxScan}, a restore {@link
 * org.backupmanager.source.files.internal.LinuxTarget}.
 */
@NonNullByDefault
package org.backupmanager.source.files.internal;

import org.eclipse.jdt.annotation.NonNullByDefault;
