package org.backupmanager.cli.internal.report;

import org.backupmanager.cli.internal.grammar.Arguments;
import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.cli.internal.text.Output;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;

/** Sends a report by mail at once, and says what the mail server says. */
public final class MailTest implements DeviceCommand {

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.mail.test");
    }

    @Override
    public Duration duration(Arguments arguments) {
        return Duration.LONG;
    }

    @Override
    public int run(Call call, Device device) throws BackupException {
        device.reporting().sendTestMail();
        call.tell(Messages.text("mail.sent", Output.printable(device.settings().get("MailAddress"))));
        return 0;
    }
}
