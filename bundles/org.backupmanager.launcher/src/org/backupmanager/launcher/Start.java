package org.backupmanager.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Starts the command line and ends the process with its exit code. The framework sees none of the arguments, so that
 * none of its own options ({@code -data}, {@code -user}, ...) is taken out.
 * <p>
 * There are two ways. From a prepared folder, with its {@code classes.jar} as the class path: quick. Else from the
 * installation, with the framework's own jar on the class path: always possible, and three times as long.
 */
public final class Start {

    /** The prepared folder; not set for the ordinary way. */
    static final String PREPARED = "backupmanager.prepared";
    /** The installation's folder, for the ordinary way. */
    private static final String INSTALLATION = "backupmanager.installation";
    private static final int CANNOT_START = 70;

    private Start() {
    }

    public static void main(String[] args) {
        try {
            System.exit(System.getProperty(PREPARED) == null ? ordinarily(args) : quickly(args));
        } catch (Exception e) {
            System.err.println("clienttool: cannot start: " + e);
            if (System.getProperty(PREPARED) != null) {
                System.err.println("Delete the folder " + prepared().folder() + " and try again; it is made anew.");
            }
            System.exit(CANNOT_START);
        }
    }

    /** The folder of a quick start. */
    static PreparedFolder prepared() {
        return new PreparedFolder(Path.of(System.getProperty(PREPARED)));
    }

    private static int quickly(String... args) throws Exception {
        try (var framework = CommandLineFramework.flat(prepared())) {
            return framework.run(args);
        }
    }

    /** The framework's state is for this one process: two that start at the same time do not meet. */
    private static int ordinarily(String... args) throws Exception {
        var installation = new Installation(Path.of(System.getProperty(INSTALLATION)));
        Path state = Files.createTempDirectory("backup-manager");
        try (var framework = CommandLineFramework.ordinary(state, bundles(installation))) {
            return framework.run(args);
        } finally {
            PreparedFolder.delete(state);
        }
    }

    private static List<Path> bundles(Installation installation) throws IOException {
        return new CommandLineBundles(installation.bundles()).choose().stream().map(InstalledBundle::file).toList();
    }
}
