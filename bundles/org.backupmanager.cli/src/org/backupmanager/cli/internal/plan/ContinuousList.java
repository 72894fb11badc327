package org.backupmanager.cli.internal.plan;

import java.util.Map;
import java.util.Optional;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.text.Table;
import org.backupmanager.cli.internal.text.Table.Column;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.plan.ContinuousRestore;
import org.backupmanager.plan.ContinuousRestores.Standing;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;

/** Lists the continuous restores and how they stand. */
public final class ContinuousList implements DeviceCommand {

    private static final String NONE = "-";

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.restore.continuous.list").printing(Column.number("ID"), Column.text("ACTV"),
                Column.text("NAME"), Column.text("DSRC"), Column.text("PATH"), Column.number("POLL"),
                Column.text("START"), Column.text("RUN"), Column.text("STATE"));
    }

    @Override
    public int run(Call call, Device device) throws BackupException {
        Map<Integer, Standing> standing = device.plans().continuous().standing();
        try (Table table = call.table()) {
            for (Map.Entry<Integer, ContinuousRestore> one : device.plans().continuous().all().entrySet()) {
                ContinuousRestore restore = one.getValue();
                Optional<Standing> now = Optional.ofNullable(standing.get(one.getKey()));
                table.row(one.getKey().toString(), restore.active() ? "1" : "0", restore.name(), restore.source(),
                        restore.place().toString(), Integer.toString(restore.pollMinutes()),
                        call.time(now.flatMap(Standing::start)),
                        now.flatMap(Standing::run).map(SessionId::toString).orElse(NONE),
                        now.map(known -> known.problem().orElse(State.COMPLETED.word())).orElse(NONE));
            }
        }
        return 0;
    }
}
