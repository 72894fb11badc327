package org.backupmanager.cli.internal.about;

import java.lang.management.ManagementFactory;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.LocalCommand;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.text.Json;

import com.sun.management.OperatingSystemMXBean;

/** Says as JSON on what the program runs. */
public final class SystemInfo implements LocalCommand {

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("system-info.get");
    }

    @Override
    public int run(Call call) {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        call.output().line(new Json().with("os", system.getName() + " " + system.getVersion())
                .with("architecture", system.getArch()).with("cpuCount", system.getAvailableProcessors())
                .with("ramTotal", system.getTotalMemorySize()).with("ramFree", system.getFreeMemorySize())
                .with("java", Runtime.version().toString()).toString());
        return 0;
    }
}
