package org.backupmanager.itest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.backupmanager.testkit.Await;
import org.eclipse.core.runtime.FileLocator;
import org.osgi.framework.Bundle;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

/** The command line in a process of its own, in a framework with the bundles that are under test here. */
public final class CommandLineProcess implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 120;

    private final Path home;
    private final Path output;
    private final Process process;

    /** Starts it; what it says goes to a file in the folder. */
    public CommandLineProcess(Path folder, Path home, String... arguments) throws IOException {
        this(folder, home, Map.of(), arguments);
    }

    /** The same with some more environment. */
    CommandLineProcess(Path folder, Path home, Map<String, String> environment, String... arguments)
            throws IOException {
        this.home = home;
        output = folder.resolve("output");
        var command = new ArrayList<>(listeningToInterrupts());
        command.addAll(words(folder));
        command.add("-clean");
        command.addAll(List.of(arguments));
        command.addAll(List.of("-home", home.toString()));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        process = builder.start();
    }

    /**
     * Writes a start script that runs the command line with any arguments, one call after the other.
     *
     * @param folder of the script and what belongs to it; made
     */
    public static Path script(Path folder, Path home) throws IOException {
        Files.createDirectories(folder);
        String command = words(folder).stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        Path script = Files.writeString(folder.resolve("ClientTool"),
                "#!/bin/sh\nexport BACKUP_MANAGER_HOME='" + home + "'\nexec " + command + " \"$@\"\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return script;
    }

    /** The words that start the command line, before its own arguments; its configuration is written. */
    private static List<String> words(Path folder) throws IOException {
        Path configuration = Files.createDirectories(folder.resolve("configuration"));
        Files.writeString(configuration.resolve("config.ini"), config());
        return List.of(ProcessHandle.current().info().command().orElseThrow(), "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar",
                path(new Services().bundle("org.eclipse.equinox.launcher")).toString(), "-configuration",
                configuration.toString(), "-application", "org.backupmanager.cli.main");
    }

    /** A build that a script started in the background ignores SIGINT, and so would every process it starts. */
    private static List<String> listeningToInterrupts() {
        boolean linux = System.getProperty("os.name").equals("Linux");
        return linux ? List.of("env", "--default-signal=INT") : List.of();
    }

    private static String config() {
        Bundle framework = new Services().bundle("org.eclipse.osgi");
        String bundles = needed().stream().filter(bundle -> !bundle.equals(framework))
                .map(CommandLineProcess::entry).collect(Collectors.joining(","));
        return ("osgi.bundles.defaultStartLevel=4\nosgi.framework=" + path(framework).toUri() + "\nosgi.bundles="
                + bundles + "\n").replace(":", "\\:");
    }

    /** The product's bundles and the component runtime, with what they are wired to. */
    private static Set<Bundle> needed() {
        var services = new Services();
        Deque<Bundle> open = new ArrayDeque<>(services.ours());
        open.add(services.bundle("org.apache.felix.scr"));
        open.add(services.bundle("org.eclipse.equinox.app"));
        open.add(services.bundle("org.eclipse.equinox.event"));
        Set<Bundle> found = new LinkedHashSet<>();
        while (!open.isEmpty()) {
            Bundle bundle = open.remove();
            if (found.add(bundle)) {
                bundle.adapt(BundleWiring.class).getRequiredWires(null).stream()
                        .map(BundleWire::getProvider).map(wiring -> wiring.getBundle()).forEach(open::add);
            }
        }
        return found;
    }

    private static String entry(Bundle bundle) {
        boolean ours = bundle.getSymbolicName().startsWith("org.backupmanager.")
                && !bundle.getSymbolicName().contains("thirdparty");
        boolean started = ours || Set.of("org.apache.felix.scr", "org.eclipse.equinox.app", "org.eclipse.equinox.event",
                "org.eclipse.equinox.common").contains(bundle.getSymbolicName());
        int level = bundle.adapt(BundleStartLevel.class).getStartLevel();
        return "reference:" + path(bundle).toUri() + (started ? "@" + level + ":start" : "");
    }

    private static Path path(Bundle bundle) {
        return FileLocator.getBundleFileLocation(bundle).orElseThrow().toPath();
    }

    /** Waits until it holds the device. */
    public void awaitHold() {
        Await.until("the process holds the device", Duration.ofSeconds(PATIENCE_SECONDS), () -> {
            assertTrue(process.isAlive(), this::said);
            return holds();
        });
    }

    private boolean holds() {
        try {
            return Files.readString(home.resolve("lock")).contains("process " + process.pid() + ",");
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Its number. */
    public long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Gives it so much time to end by itself. */
    boolean endsWithin(long millis) throws InterruptedException {
        return process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    /** Waits for its end and returns its exit code. */
    int await() throws InterruptedException {
        assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), this::said);
        return process.exitValue();
    }

    /** SIGKILL where there are signals: it can do nothing about it. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** As Ctrl-C does. */
    void interrupt() throws IOException, InterruptedException {
        signal("INT");
    }

    /** Sends it a signal, such as {@code STOP}. */
    public void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO().start().waitFor();
    }

    /** All that it has printed. */
    public String said() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
