package org.backupmanager.cli.internal.sessions;

import java.time.InstantSource;
import java.util.List;

import org.backupmanager.cli.internal.grammar.Arguments;
import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.Option.Kind;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.model.Code;
import org.backupmanager.recovery.VerifyPlan;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.session.Session;

/** Checks what is stored. */
public final class VerifyStart implements DeviceCommand {

    private final InstantSource clock;

    public VerifyStart(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.verify.start", Option.value("-percent", Kind.NUMBER).otherwise("100"),
                Option.value("-older-than-days", Kind.NUMBER).otherwise("0"),
                Option.value("-max-rate", Kind.NUMBER).otherwise("0"), Option.flag("-anew"), Option.flag("-wait"));
    }

    @Override
    public Duration duration(Arguments arguments) {
        return arguments.has("-wait") ? Duration.LONG : Duration.BEYOND_CALL;
    }

    @Override
    public int run(Call call, Device device) throws BackupException, InterruptedException {
        Session session = device.sessions().startVerify(plan(call.arguments()));
        call.tell(Messages.text("verify.started", session.report().id().toString()));
        return call.arguments().has("-wait") ? new SessionWatch(call, device, clock).watch(List.of(session)) : 0;
    }

    private static VerifyPlan plan(Arguments arguments) throws BackupException {
        int percent = arguments.number("-percent");
        if (percent < 1 || percent > 100) {
            throw new BackupException(Code.BAD_ARGUMENT, arguments.get("-percent"), Messages.text("verify.percent"));
        }
        return new VerifyPlan(percent, arguments.number("-older-than-days"), arguments.number("-max-rate"),
                arguments.has("-anew"));
    }
}
