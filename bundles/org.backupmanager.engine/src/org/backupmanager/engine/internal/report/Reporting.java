package org.backupmanager.engine.internal.report;

import java.util.Optional;
import java.util.function.Supplier;

import org.backupmanager.report.MailTransport;

/**
 * What reports need from outside of a device.
 *
 * @param version of this program
 * @param transports for mails, if one is installed; asked for when a mail is to be sent, not before
 */
public record Reporting(String version, Supplier<Optional<MailTransport>> transports) {

    /** This computer as reports tell of it. */
    public Machine machine(String computer, String system) {
        return Machine.here(computer, system, version);
    }
}
