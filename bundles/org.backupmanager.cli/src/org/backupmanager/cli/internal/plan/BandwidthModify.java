package org.backupmanager.cli.internal.plan;

import java.util.List;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.Option.Kind;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.grammar.UsageException;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.plan.Bandwidth;
import org.backupmanager.plan.BandwidthLimits;
import org.backupmanager.plan.PlanWords;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;

/** Sets the limits of speed; what is not given stays as it is. */
public final class BandwidthModify implements DeviceCommand {

    private static final Option ON = Option.value("-turn-on-at", Kind.CLOCK);
    private static final Option OFF = Option.value("-turn-off-at", Kind.CLOCK);
    private static final Option UPLOAD = Option.value("-max-upload-speed", Kind.TEXT);
    private static final Option DOWNLOAD = Option.value("-max-download-speed", Kind.TEXT);
    private static final Option FREE = Option.value("-unlimited-days", Kind.LIST);
    private static final Option STOPPED = Option.value("-plugins-to-cancel", Kind.LIST);
    private static final List<Option> ALL = List.of(Given.ACTIVE, ON, OFF, UPLOAD, DOWNLOAD, FREE, STOPPED);

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.bandwidth.modify", ALL.toArray(Option[]::new));
    }

    @Override
    public int run(Call call, Device device) throws BackupException, UsageException {
        if (ALL.stream().noneMatch(option -> call.arguments().find(option.name()).isPresent())) {
            throw new UsageException("bandwidth.nothing");
        }
        var given = new Given(call);
        Bandwidth bandwidth = device.plans().bandwidth();
        BandwidthLimits now = bandwidth.limits();
        bandwidth.set(new BandwidthLimits(given.flag(Given.ACTIVE.name(), now.active()),
                given.value(ON.name(), PlanWords::time, now.from()),
                given.value(OFF.name(), PlanWords::time, now.until()), speed(given, UPLOAD, now.upload()),
                speed(given, DOWNLOAD, now.download()),
                given.value(FREE.name(), PlanWords::daysOrNone, now.unlimitedDays()),
                given.value(STOPPED.name(), PlanWords::listOrNone, now.stopped())));
        call.tell(Messages.text(!bandwidth.limits().active() ? "bandwidth.off"
                : bandwidth.holds() ? "bandwidth.holds" : "bandwidth.free"));
        return 0;
    }

    private static int speed(Given given, Option option, int otherwise) throws UsageException {
        int speed = given.value(option.name(), Integer::parseInt, otherwise);
        if (speed != BandwidthLimits.UNLIMITED
                && (speed < BandwidthLimits.SLOWEST || speed > BandwidthLimits.FASTEST)) {
            throw new UsageException("bandwidth.speed", option.name(), Integer.toString(speed),
                    Integer.toString(BandwidthLimits.SLOWEST), Integer.toString(BandwidthLimits.FASTEST));
        }
        return speed;
    }
}
