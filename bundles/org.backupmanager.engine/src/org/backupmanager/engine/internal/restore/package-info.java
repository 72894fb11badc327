/** One restore: plan by cabinet, read, write, set attributes. Starts in {@code RestoreRun}. */
package org.backupmanager.engine.internal.restore;
