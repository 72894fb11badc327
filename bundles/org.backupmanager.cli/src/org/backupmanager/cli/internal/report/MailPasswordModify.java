package org.backupmanager.cli.internal.report;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.Option.Kind;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.grammar.UsageException;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;

/**
 * Keeps the password for the mail server. It comes from a file: arguments can be seen by every user of the computer.
 */
public final class MailPasswordModify implements DeviceCommand {

    private static final String FILE = "-password-file";
    private static final String CLEAR = "-clear";
    private static final int LONGEST = 4096;

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.mail.password.modify", Option.value(FILE, Kind.FILE), Option.flag(CLEAR));
    }

    @Override
    public int run(Call call, Device device) throws BackupException, UsageException {
        boolean clears = call.arguments().has(CLEAR);
        if (clears == call.arguments().find(FILE).isPresent()) {
            throw new UsageException("mail.password.which");
        }
        if (clears) {
            device.reporting().keepMailPassword("");
            call.tell(Messages.text("mail.password.removed"));
        } else {
            device.reporting().keepMailPassword(firstLine(call.request().path(call.arguments().get(FILE))));
            call.tell(Messages.text("mail.password.kept"));
        }
        return 0;
    }

    private static String firstLine(Path file) throws UsageException {
        try {
            if (Files.size(file) > LONGEST) {
                throw new UsageException("mail.password.long", file, Integer.toString(LONGEST));
            }
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(Files.readAllBytes(file))).toString()
                    .lines().findFirst().filter(line -> !line.isEmpty())
                    .orElseThrow(() -> new UsageException("mail.password.empty", file));
        } catch (CharacterCodingException noText) {
            throw new UsageException("mail.password.coding", file);
        } catch (IOException failed) {
            throw new UsageException("mail.password.unreadable", file, String.valueOf(failed.getMessage()));
        }
    }
}
