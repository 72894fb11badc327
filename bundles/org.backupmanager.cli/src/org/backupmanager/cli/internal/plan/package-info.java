/** Commands about what a device does by itself: schedules, scripts, archiving, retention. */
package org.backupmanager.cli.internal.plan;
