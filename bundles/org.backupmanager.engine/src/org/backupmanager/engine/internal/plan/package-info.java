/**
 * What the device does by itself: {@link org.backupmanager.engine.internal.plan.Scheduler} starts backups,
 * {@link org.backupmanager.engine.internal.plan.SessionScripts} runs scripts around them,
 * {@link org.backupmanager.engine.internal.plan.ArchivingBook} chooses sessions that are kept for ever,
 * {@link org.backupmanager.engine.internal.plan.Keeping} says which others stay. Start with
 * {@link org.backupmanager.engine.internal.plan.DevicePlans}.
 */
package org.backupmanager.engine.internal.plan;
