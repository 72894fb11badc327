package org.backupmanager.launcher;

import java.util.Hashtable;
import java.util.Map;
import java.util.function.ToIntFunction;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** A command line that returns how many words it got, and one more where it shares the caller's class loader. */
public final class EchoActivator implements BundleActivator {

    @Override
    public void start(BundleContext context) {
        boolean shared = EchoActivator.class.getClassLoader() == BundleActivator.class.getClassLoader();
        ToIntFunction<String[]> commandLine = words -> words.length + (shared ? 1 : 0);
        context.registerService(ToIntFunction.class, commandLine,
                new Hashtable<>(Map.of("org.backupmanager.start", "commandline")));
    }

    @Override
    public void stop(BundleContext context) {
        // the framework takes the service away
    }
}
