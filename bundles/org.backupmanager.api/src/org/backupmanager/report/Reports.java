package org.backupmanager.report;

import org.backupmanager.session.BackupException;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The reports of a device. Files of them are in its home after each session: {@code StatusReport.xml} and {@code
 * SessionReport.xml}. No report holds a secret. Safe for use by many threads.
 */
@ProviderType
public interface Reports {

    /** How the device and each of its data sources stand now: the text of {@code StatusReport.xml}. */
    String status() throws BackupException;

    /** The newest sessions with their errors, as of now: the text of {@code SessionReport.xml}. */
    String sessions() throws BackupException;
}
