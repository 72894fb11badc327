package org.backupmanager.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

import org.eclipse.osgi.launch.EquinoxFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.launch.Framework;
import org.osgi.util.tracker.ServiceTracker;

/**
 * A running framework with the bundles of the command line. The command line itself is a service that takes the words
 * that were typed and returns the exit code; a type of the Java platform, so that it does not matter whether the bundle
 * has a class loader of its own.
 */
final class CommandLineFramework implements AutoCloseable {

    private static final String COMMAND_LINE =
            "(&(objectClass=java.util.function.ToIntFunction)(org.backupmanager.start=commandline))";
    private static final long PATIENCE_MILLIS = 10_000;

    private final Framework framework;

    private CommandLineFramework(Framework framework) {
        this.framework = framework;
    }

    /** Starts the bundles in the ordinary way: each with its own class loader, from its own file. */
    static CommandLineFramework ordinary(Path state, Collection<Path> bundles) throws BundleException {
        Map<String, String> properties = properties(state);
        properties.put("osgi.compatibility.bootdelegation", "true");
        var started = new CommandLineFramework(new EquinoxFactory().newFramework(properties, null));
        started.start(bundles.stream().map(file -> "reference:" + file.toUri()).toList());
        return started;
    }

    /**
     * Starts the bundles with their classes from this process's class path. They are installed only where the state
     * does not know them yet, and then by the list.
     */
    static CommandLineFramework flat(PreparedFolder prepared) throws BundleException, IOException {
        Map<String, String> properties = properties(prepared.state());
        var framework = new EquinoxFactory().newFramework(properties, new FlatBundles());
        var started = new CommandLineFramework(framework);
        framework.init();
        boolean known = framework.getBundleContext().getBundles().length > 1;
        started.start(known ? List.of() : prepared.bundles().stream().map(Path::toString).toList());
        return started;
    }

    private static Map<String, String> properties(Path state) {
        Map<String, String> properties = new HashMap<>();
        properties.put(Constants.FRAMEWORK_STORAGE, state.toString());
        properties.put("ds.cache.metadata", "true");
        // The bundles of a state never change, so their time stamps need not be looked at.
        properties.put("osgi.checkConfiguration", "false");
        return properties;
    }

    private void start(List<String> locations) throws BundleException {
        framework.init();
        BundleContext context = framework.getBundleContext();
        List<Bundle> installed = new ArrayList<>();
        for (String location : locations) {
            installed.add(context.installBundle(location));
        }
        for (Bundle bundle : installed) {
            if (isToBeStarted(bundle)) {
                bundle.start();
            }
        }
        framework.start();
    }

    /** Who has something to start says so by an activation policy; the rest are libraries. */
    private static boolean isToBeStarted(Bundle bundle) {
        var headers = bundle.getHeaders("");
        return headers.get(Constants.FRAGMENT_HOST) == null
                && (headers.get(Constants.BUNDLE_ACTIVATIONPOLICY) != null
                        || bundle.getSymbolicName().equals(CommandLineBundles.COMPONENTS));
    }

    /** Runs one command and returns its exit code. */
    int run(String... arguments) throws InterruptedException {
        var tracker = new ServiceTracker<ToIntFunction<String[]>, ToIntFunction<String[]>>(
                framework.getBundleContext(), commandLine(), null);
        tracker.open();
        try {
            ToIntFunction<String[]> commandLine = tracker.waitForService(PATIENCE_MILLIS);
            if (commandLine == null) {
                throw new IllegalStateException("the command line is not installed");
            }
            return commandLine.applyAsInt(arguments);
        } finally {
            tracker.close();
            System.out.flush();
        }
    }

    private static Filter commandLine() {
        try {
            return FrameworkUtil.createFilter(COMMAND_LINE);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws BundleException, InterruptedException {
        framework.stop();
        framework.waitForStop(0);
    }
}
