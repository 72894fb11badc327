package org.backupmanager.launcher;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.eclipse.core.runtime.adaptor.EclipseStarter;

/**
 * Starts the framework from the application class path, where the JVM can share its classes between runs, and ends the
 * process with the application's exit code. Arguments reach the application as they are: the framework sees none of
 * them, so that none of its own options ({@code -data}, {@code -user}, ...) is taken out.
 */
public final class Start {

    /** The folder that {@link Prepare} made. */
    private static final String PREPARED = "backupmanager.prepared";
    private static final int CANNOT_START = 70;

    private Start() {
    }

    public static void main(String[] args) {
        Path prepared = Path.of(System.getProperty(PREPARED));
        try {
            System.exit(run(prepared, args));
        } catch (Exception e) {
            System.err.println("clienttool: cannot start: " + e
                    + "\nDelete the folder " + prepared + " and try again; it is made anew.");
            System.exit(CANNOT_START);
        }
    }

    private static int run(Path prepared, String[] args) throws Exception {
        EclipseStarter.setInitialProperties(properties(prepared));
        EclipseStarter.startup(new String[0], null);
        try {
            return EclipseStarter.run(args) instanceof Integer code ? code : 0;
        } finally {
            System.out.flush();
            EclipseStarter.shutdown();
        }
    }

    private static Map<String, String> properties(Path prepared) {
        Map<String, String> properties = new HashMap<>();
        properties.put("osgi.configuration.area", prepared.resolve("configuration").toUri().toString());
        properties.put("osgi.configuration.cascaded", "false");
        properties.put("osgi.instance.area", "@none");
        properties.put("osgi.user.area", "@none");
        // The bundles of a prepared folder never change, so their time stamps need not be looked at.
        properties.put("osgi.checkConfiguration", "false");
        return properties;
    }
}
