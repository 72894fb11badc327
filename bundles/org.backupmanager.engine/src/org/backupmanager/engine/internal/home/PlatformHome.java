package org.backupmanager.engine.internal.home;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Where the state of a device lives if nobody says otherwise: where each platform expects the state of a program. */
public final class PlatformHome {

    private static final String VARIABLE = "BACKUP_MANAGER_HOME";

    private final Map<String, String> environment;
    private final String system;
    private final Path user;

    /**
     * @param environment variables of the process
     * @param system name of the operating system as {@code os.name} has it
     * @param user home folder of the person
     */
    public PlatformHome(Map<String, String> environment, String system, Path user) {
        this.environment = Map.copyOf(environment);
        this.system = system.toLowerCase(Locale.ROOT);
        this.user = user;
    }

    /** What was asked for; else the variable {@code BACKUP_MANAGER_HOME}; else the platform's place. */
    public Path folder(Optional<Path> asked) {
        return asked.or(() -> variable(VARIABLE)).orElseGet(this::place).toAbsolutePath().normalize();
    }

    /** The file that lists homes which have a port: beside the platform's place, whatever the variable says. */
    Path list() {
        Path place = place().toAbsolutePath().normalize();
        return place.resolveSibling(place.getFileName() + "-homes");
    }

    private Path place() {
        if (system.startsWith("windows")) {
            return variable("LOCALAPPDATA").orElse(user.resolve("AppData").resolve("Local")).resolve("Backup Manager");
        }
        if (system.startsWith("mac")) {
            return user.resolve("Library").resolve("Application Support").resolve("Backup Manager");
        }
        // The XDG rules say that a relative path there does not count
        return variable("XDG_STATE_HOME").filter(Path::isAbsolute).orElse(user.resolve(".local").resolve("state"))
                .resolve("backup-manager");
    }

    private Optional<Path> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank()).map(Path::of);
    }
}
