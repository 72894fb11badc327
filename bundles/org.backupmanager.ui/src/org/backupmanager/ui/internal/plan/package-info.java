/**
 * The parts of Preferences about what the device does by itself. Start with
 * {@link org.backupmanager.ui.internal.plan.SchedulePane}.
 */
package org.backupmanager.ui.internal.plan;
