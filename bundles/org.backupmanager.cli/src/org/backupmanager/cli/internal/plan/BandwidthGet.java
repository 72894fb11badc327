package org.backupmanager.cli.internal.plan;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.cli.internal.text.Table;
import org.backupmanager.cli.internal.text.Table.Column;
import org.backupmanager.plan.Bandwidth;
import org.backupmanager.plan.BandwidthLimits;
import org.backupmanager.plan.PlanWords;
import org.backupmanager.session.Device;

/** Shows the limits of speed, under the names that scripts know, and whether they hold now. */
public final class BandwidthGet implements DeviceCommand {

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.bandwidth.get").printing(Column.text("NAME"), Column.text("VALUE"));
    }

    @Override
    public int run(Call call, Device device) {
        Bandwidth bandwidth = device.plans().bandwidth();
        BandwidthLimits limits = bandwidth.limits();
        boolean now = bandwidth.holds();
        try (Table table = call.table()) {
            table.row("limitBandWidth", limits.active() ? "1" : "0");
            table.row("turnOnAt", PlanWords.time(limits.from()));
            table.row("turnOffAt", PlanWords.time(limits.until()));
            table.row("maxUploadSpeed", Integer.toString(limits.upload()));
            table.row("maxDownloadSpeed", Integer.toString(limits.download()));
            table.row("dataThroughputUnits", "KBits");
            table.row("unlimitedDays", PlanWords.daysOrNone(limits.unlimitedDays()));
            table.row("pluginsToCancel", PlanWords.listOrNone(limits.stopped()));
            table.row("limitedNow", now ? "1" : "0");
        }
        call.tell(Messages.text(now ? "bandwidth.holds" : "bandwidth.free"));
        return 0;
    }
}
