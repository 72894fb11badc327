package org.backupmanager.cli.internal.report;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.backupmanager.cli.internal.grammar.Arguments;
import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.cli.internal.text.Output;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;

/** Sends a report by mail at once to all who are to get any, and says what the mail server says. */
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
        Map<String, String> settings = device.settings();
        String to = Stream.of("MailAddress", "RestoreMailAddress").map(name -> settings.getOrDefault(name, ""))
                .filter(address -> !address.isBlank()).collect(Collectors.joining(", "));
        call.tell(Messages.text("mail.sent", Output.printable(to)));
        return 0;
    }
}
