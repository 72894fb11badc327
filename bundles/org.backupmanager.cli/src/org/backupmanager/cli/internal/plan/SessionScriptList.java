package org.backupmanager.cli.internal.plan;

import java.util.List;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.Option.Kind;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.grammar.UsageException;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.cli.internal.text.Output;
import org.backupmanager.cli.internal.text.Table;
import org.backupmanager.cli.internal.text.Table.Column;
import org.backupmanager.plan.ScriptRun;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;

/** Shows how the scripts of a session went, and what they wrote. */
public final class SessionScriptList implements DeviceCommand {

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.session.script.list", Option.value("-session", Kind.NUMBER).needed())
                .printing(Column.text("START"), Column.text("PHASE"), Column.text("NAME"), Column.text("RESULT"),
                        Column.number("EXIT"), Column.number("MS"), Column.text("OUTPUT"));
    }

    @Override
    public int run(Call call, Device device) throws BackupException, UsageException {
        List<ScriptRun> runs = device.plans().scripts().runs(new Given(call).session());
        if (call.parsed().layout().delimited()) {
            try (Table table = call.table()) {
                runs.forEach(run -> table.row(call.time(run.start()), run.phase().word(), run.script(),
                        run.end().word(), Integer.toString(run.exitCode()), Long.toString(run.duration().toMillis()),
                        run.output()));
            }
        } else {
            runs.forEach(run -> tell(call, run));
        }
        return 0;
    }

    /** For people what a script wrote stands below it, line by line. */
    private static void tell(Call call, ScriptRun run) {
        call.output().line(Messages.text("script.run." + run.end().word(), call.time(run.start()),
                Output.printable(run.script()), Messages.text("script.phase." + run.phase().word()),
                Integer.toString(run.exitCode()), Long.toString(run.duration().toMillis())));
        run.output().lines().forEach(line -> call.output().line("  " + Output.printable(line)));
    }
}
