package org.backupmanager.report;

import org.backupmanager.session.BackupException;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The reports of a device. Files of them are in its home after each session: {@code StatusReport.xml} and
 * {@code SessionReport.xml}; {@code events.jsonl} grows while they run. No report holds a secret. Safe for use by many
 * threads.
 */
@ProviderType
public interface Reports {

    /** How the device and each of its data sources stand now: the text of {@code StatusReport.xml}. */
    String status() throws BackupException;

    /** The newest sessions with their errors, as of now: the text of {@code SessionReport.xml}. */
    String sessions() throws BackupException;

    /** How the device stands now, for a monitoring system: text in the format of OpenMetrics 1.0. */
    String metrics() throws BackupException;

    /**
     * From now on this process sends the mails whose time has come, and answers the port of metrics where a setting
     * names one, until the device is closed. For processes that hold the device for long; the second call changes
     * nothing.
     */
    void publish();

    /**
     * Sends a report to the addresses of the settings at once, marked as a test: to {@code MailAddress}, and another
     * one to {@code RestoreMailAddress} where that is set.
     *
     * @throws BackupException {@code MAIL_FAILED} with what the mail server said, or which setting is missing
     */
    void sendTestMail() throws BackupException;

    /** Keeps the password for the mail server, readable for the owner of the home only; an empty one removes it. */
    void keepMailPassword(String password) throws BackupException;

    /** Whether a password for the mail server is kept. */
    boolean hasMailPassword();
}
