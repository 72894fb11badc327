package org.backupmanager.cli.internal.health;

import java.util.List;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.Option.Kind;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.cli.internal.text.Table;
import org.backupmanager.cli.internal.text.Table.Column;
import org.backupmanager.model.ItemPath;
import org.backupmanager.recovery.StorageHealth.Damage;
import org.backupmanager.recovery.StorageHealth.Loss;
import org.backupmanager.recovery.StorageHealth.Stretch;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.source.DataSource;

/** Lists what is damaged in the storage, and what that costs. */
public final class DamageList implements DeviceCommand {

    private static final String LIMIT = "-limit";
    private static final String NOTHING = "-";

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.storage.damage.list", Option.value(LIMIT, Kind.NUMBER).otherwise("100"))
                .printing(Column.text("STATE"), Column.text("OBJECT"), Column.text("DSRC"), Column.text("SESSIONS"),
                        Column.text("PATH"));
    }

    @Override
    public int run(Call call, Device device) throws BackupException {
        int left = call.arguments().number(LIMIT);
        List<Damage> damage = device.health().damage();
        long more = damage.stream().mapToLong(one -> Math.max(1, one.losses().size())).sum() - left;
        try (Table table = call.table()) {
            for (Damage one : damage) {
                if (one.losses().isEmpty() && left-- > 0) {
                    table.row(state(one), object(one), NOTHING, NOTHING, NOTHING);
                }
                for (Loss loss : one.losses()) {
                    if (left-- > 0) {
                        table.row(state(one), object(one), loss.source(), sessions(loss),
                                path(device, loss.source(), loss.path()));
                    }
                }
            }
        }
        if (damage.isEmpty()) {
            call.tell(Messages.text("health.none"));
        } else if (more > 0) {
            call.tell(Messages.text("health.more", call.count(more)));
        }
        return 0;
    }

    private static String state(Damage damage) {
        return damage.parity() ? "Parity" : damage.missing() ? "Missing" : "Damaged";
    }

    private static String object(Damage damage) {
        return damage.object().isEmpty() ? NOTHING : damage.object();
    }

    private static String sessions(Loss loss) {
        return String.join(",", loss.sessions().stream().map(DamageList::words).toList());
    }

    private static String words(Stretch stretch) {
        return stretch.first().equals(stretch.last()) ? stretch.first().toString()
                : stretch.first() + "-" + stretch.last();
    }

    /** As the data source shows it, where that is installed. */
    private static String path(Device device, String source, ItemPath path) {
        return device.sources().stream().filter(one -> one.id().equals(source)).findFirst()
                .map((DataSource one) -> one.show(path)).orElse(path.toString());
    }
}
