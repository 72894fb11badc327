/**
 * What pages work with: the open device, jobs that do the slow work, and news of running sessions. Start with
 * {@link org.backupmanager.ui.internal.work.Desk}.
 */
package org.backupmanager.ui.internal.work;
