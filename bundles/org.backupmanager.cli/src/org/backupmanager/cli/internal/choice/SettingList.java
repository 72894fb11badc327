package org.backupmanager.cli.internal.choice;

import java.util.Map;
import java.util.Optional;

import org.backupmanager.cli.internal.absent.AbsentSettings;
import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.Option.Kind;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.grammar.UsageException;
import org.backupmanager.cli.internal.text.Table;
import org.backupmanager.cli.internal.text.Table.Column;
import org.backupmanager.session.Device;

/** Lists the settings with their values. */
public final class SettingList implements DeviceCommand {

    private static final String ONLY = "-setting.name";
    private static final String PLUGIN = "-plugin";

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.setting.list", Option.value(ONLY, Kind.NAME),
                        Option.value(PLUGIN, Kind.NAME).secret())
                .printing(Column.text("NAME"), Column.text("VALUE"));
    }

    @Override
    public int run(Call call, Device device) throws UsageException {
        Optional<String> only = call.arguments().find(ONLY);
        // people are not to wonder about what is not there
        Map<String, String> settings = only.isPresent() || call.parsed().layout().delimited()
                ? AbsentSettings.with(device.settings()) : device.settings();
        if (only.isPresent() && !settings.containsKey(only.get())) {
            throw new UsageException("setting.unknown", only.get(), String.join(", ", settings.keySet()));
        }
        try (Table table = call.table()) {
            for (Map.Entry<String, String> setting : settings.entrySet()) {
                if (!call.arguments().has(PLUGIN) && (only.isEmpty() || only.get().equals(setting.getKey()))) {
                    table.row(setting.getKey(), setting.getValue());
                }
            }
        }
        return 0;
    }
}
