package org.backupmanager.cli.internal.absent;

import java.util.List;

import org.backupmanager.session.Device;

/** The names of data sources that scripts of our users use, whether this device has them or not. */
public final class KnownSources {

    /** All of them. */
    public static final List<String> NAMES = List.of("Exchange", "FileSystem", "MySql", "NetworkShares", "Oracle",
            "SystemState", "VMware", "VssHyperV", "VssMsSql", "VssSharePoint", "BareMetalRestore",
            "VirtualDisasterRecovery");

    private KnownSources() {
    }

    /** Whether that is such a name, and this device has no data source of it: lists about it are empty. */
    public static boolean isAbsent(Device device, String name) {
        return NAMES.contains(name) && device.sources().stream().noneMatch(source -> source.id().equals(name));
    }
}
