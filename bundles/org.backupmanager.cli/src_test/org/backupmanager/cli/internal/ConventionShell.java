package org.backupmanager.cli.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.backupmanager.cli.internal.convention.Transcript;
import org.backupmanager.cli.internal.fake.FakeDevice;
import org.backupmanager.cli.internal.fake.Lab;
import org.backupmanager.cli.internal.fake.Lab.Result;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.process.BackgroundProcess;
import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.SessionReport.Totals;
import org.backupmanager.model.SessionReport.Type;
import org.backupmanager.model.Trouble;
import org.backupmanager.model.Trouble.Severity;
import org.backupmanager.testkit.FakeClock;

/** Where transcripts are typed: a device with two backups, the second archived and with an error, and a restore. */
public final class ConventionShell {

    private static final Totals TOTALS = new Totals(1204, 1_900_000_000, 1000, 1_300_000_000, 84_000_000, 1, 3);

    private final Lab lab;

    /** @param folder of the device and of the files that are named */
    public ConventionShell(Path folder) {
        lab = Lab.in(folder);
        FakeDevice device = lab.device();
        device.past(Type.BACKUP, State.COMPLETED, Totals.NONE, "/home", "/home/ann \"and\" <bob>", "/home/gone");
        SessionReport second = device.past(Type.BACKUP, State.COMPLETED_WITH_ERRORS, TOTALS, "/home",
                "/home/ann \"and\" <bob>");
        device.archive(second);
        device.trouble(second, new Trouble(second.start().plusSeconds(2), ItemPath.parse("/home/locked"),
                Code.ITEM_UNREADABLE, Severity.ERROR, "Access is denied."));
        device.past(Type.RESTORE, State.COMPLETED, Totals.NONE);
        device.settings().putAll(Map.of("MailSendPeriodicity", "0", "RestoreMailAddress", "",
                "RestoreMailSendPeriodicity", "3", "HttpServerPort", "5001"));
        device.restores().add(3, "Fake");
        try {
            Files.writeString(folder.resolve("stop-shop.sh"), "systemctl stop shop\n");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What the command line knows of each verb. */
    public static Map<String, Synopsis> synopses(Path folder) {
        return table(Lab.in(folder)).commands().stream().map(command -> command.synopsis())
                .collect(Collectors.toMap(Synopsis::name, Function.identity()));
    }

    private static CommandTable table(Lab lab) {
        return new CommandTable(lab::devices, Optional::empty, question -> Optional.empty(),
                new FakeClock(FakeDevice.START.plusSeconds(5)));
    }

    /** From now on there is no device. */
    public void forgetDevice() {
        lab.devices().forget();
    }

    /** The device that commands are typed for. */
    public FakeDevice device() {
        return lab.device();
    }

    /** Types the commands of a transcript. */
    public String again(String transcript) {
        return Transcript.again(transcript, this::run);
    }

    private Result run(String[] words) {
        var runner = new CommandRunner(table(lab), lab::devices, new BackgroundProcess(List.of("false")), "");
        return Lab.keep((out, err) -> runner.run(lab.request(words), out, err));
    }
}
