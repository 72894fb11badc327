/** Commands for reports: files for scripts, mails for people. */
package org.backupmanager.cli.internal.report;
