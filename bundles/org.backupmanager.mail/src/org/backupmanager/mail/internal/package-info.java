/**
 * Mails by SMTP. Start with {@link org.backupmanager.mail.internal.SmtpTransport}.
 */
package org.backupmanager.mail.internal;
