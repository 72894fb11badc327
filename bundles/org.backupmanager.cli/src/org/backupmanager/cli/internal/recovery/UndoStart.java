package org.backupmanager.cli.internal.recovery;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import org.backupmanager.cli.internal.grammar.Arguments;
import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.Option.Kind;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.grammar.UsageException;
import org.backupmanager.cli.internal.sessions.SessionWatch;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.model.Code;
import org.backupmanager.model.SessionId;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.session.Restores.Undoable;
import org.backupmanager.session.Session;

/** Undoes a restore to the original places. */
public final class UndoStart implements DeviceCommand {

    private final InstantSource clock;

    public UndoStart(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.restore.undo", Option.value("-session", Kind.NUMBER),
                Option.value("-datasource", Kind.SOURCE), Option.flag("-yes"), Option.flag("-wait"));
    }

    @Override
    public Duration duration(Arguments arguments) {
        return arguments.has("-wait") ? Duration.LONG : Duration.BEYOND_CALL;
    }

    @Override
    public int run(Call call, Device device) throws BackupException, UsageException, InterruptedException {
        if (call.arguments().has("-session")) {
            return undo(call, device, new SessionId(Math.max(1, call.arguments().number("-session"))));
        }
        Optional<Undoable> last = last(call, device);
        if (last.isEmpty()) {
            call.output().error(Messages.text("undo.nothing"));
            return Code.NOTHING_TO_UNDO.exitCode();
        }
        if (!call.arguments().has("-yes")) {
            throw new UsageException("undo.sure", last.get().session().toString(),
                    device.source(last.get().source()).label(), call.time(last.get().start()),
                    call.count(last.get().items()));
        }
        return undo(call, device, last.get().session());
    }

    private static Optional<Undoable> last(Call call, Device device) throws BackupException {
        Optional<String> source = call.arguments().find("-datasource");
        if (source.isPresent()) {
            device.source(source.get());
        }
        return device.restores().undoable().stream()
                .filter(one -> source.isEmpty() || source.get().equals(one.source())).findFirst();
    }

    private int undo(Call call, Device device, SessionId restore) throws BackupException, InterruptedException {
        Session session = device.restores().undo(restore);
        call.tell(Messages.text("undo.started", restore.toString(), session.report().id().toString()));
        return call.arguments().has("-wait") ? new SessionWatch(call, device, clock).watch(List.of(session)) : 0;
    }
}
