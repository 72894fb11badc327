/**
 * What a device tells those who are not at it: files and figures for programs, mails for people. Start with
 * {@link org.backupmanager.report.Reports}.
 */
@Version("1.0.0")
package org.backupmanager.report;

import org.osgi.annotation.versioning.Version;
