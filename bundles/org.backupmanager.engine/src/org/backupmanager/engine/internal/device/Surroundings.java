package org.backupmanager.engine.internal.device;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

import org.backupmanager.engine.internal.home.PlatformHome;
import org.backupmanager.engine.internal.plan.DevicePlans;

/**
 * What the engine takes from its process.
 *
 * @param clock that dates everything
 * @param chance for keys and choices
 * @param platformHome where homes are
 * @param system name of the operating system
 * @param program address of the folder that the program is installed in; empty where it is not installed
 * @param purpose what this process is for, told to a process that wants the same home
 * @param user that the process runs as
 * @param environment of the process; may hold secrets of other programs
 */
public record Surroundings(InstantSource clock, SecureRandom chance, PlatformHome platformHome, String system,
        String program,
        String purpose, String user, Map<String, String> environment) {

    /** Those of this very process. */
    static Surroundings ofProcess() {
        Properties properties = System.getProperties();
        String system = properties.getProperty("os.name", "");
        var platformHome = new PlatformHome(System.getenv(), system, Path.of(properties.getProperty("user.home", ".")));
        return new Surroundings(InstantSource.system(), new SecureRandom(), platformHome, system,
                properties.getProperty("osgi.install.area", ""), purpose(properties),
                        properties.getProperty("user.name", ""),
                System.getenv());
    }

    /** The name of this computer, as far as its environment knows it, for people. */
    String computer() {
        return Optional.ofNullable(environment.get("HOSTNAME"))
                .or(() -> Optional.ofNullable(environment.get("COMPUTERNAME"))).orElseGet(Surroundings::hostName);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException unnamed) {
            return "";
        }
    }

    /** The process as plans need it. */
    DevicePlans.Host host() {
        return new DevicePlans.Host(clock, chance, system, environment, user);
    }

    /** The command that was typed if there is one; arguments beyond the command's name may be private. */
    private static String purpose(Properties properties) {
        String application = properties.getProperty("eclipse.application", "");
        String face = application.startsWith("org.backupmanager.cli") ? "clienttool" : "backup-manager";
        Optional<String> command = properties.getProperty("eclipse.commands", "").lines()
                .filter(word -> word.matches("[a-z]+(\\.[a-z-]+)+") && !word.startsWith("org.")).findFirst();
        return command.map(word -> face + " " + word).orElse(face);
    }
}
