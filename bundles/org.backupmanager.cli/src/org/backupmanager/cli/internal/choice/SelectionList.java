package org.backupmanager.cli.internal.choice;

import java.util.Map;
import java.util.Optional;

import org.backupmanager.cli.internal.absent.KnownSources;
import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.Option.Kind;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.text.Table;
import org.backupmanager.cli.internal.text.Table.Column;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Priority;
import org.backupmanager.model.Selection;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.source.DataSource;

/** Lists what is chosen for backup. */
public final class SelectionList implements DeviceCommand {

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.selection.list", Option.value("-datasource", Kind.SOURCE))
                .printing(Column.text("DSRC"), Column.text("TYPE"), Column.text("PRIO"), Column.text("PATH"));
    }

    @Override
    public int run(Call call, Device device) throws BackupException {
        Optional<String> only = call.arguments().find("-datasource");
        if (only.isPresent() && !KnownSources.isAbsent(device, only.get())) {
            device.source(only.get());
        }
        try (Table table = call.table()) {
            for (DataSource source : device.sources()) {
                if (only.isEmpty() || only.get().equals(source.id())) {
                    list(table, source, device.selection(source.id()));
                }
            }
        }
        return 0;
    }

    private static void list(Table table, DataSource source, Selection selection) {
        for (Map.Entry<ItemPath, Priority> include : selection.includes().entrySet()) {
            table.row(source.id(), "Inclusive", include.getValue().word(), source.show(include.getKey()));
        }
        selection.kinds().forEach((kind, priority) ->
                table.row(source.id(), "Inclusive", priority.word(), "Kind:" + kind.word()));
        for (ItemPath exclude : selection.excludes()) {
            table.row(source.id(), "Exclusive", "-", source.show(exclude));
        }
    }
}
