/**
 * What a device tells of itself: files for scripts, figures for monitoring, mails for people. Start with {@code
 * DeviceReports}.
 */
package org.backupmanager.engine.internal.report;
