package org.backupmanager.cli.internal;

import java.util.function.ToIntFunction;

import org.backupmanager.cli.internal.text.Messages;
import org.eclipse.equinox.app.IApplication;
import org.eclipse.equinox.app.IApplicationContext;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.util.tracker.ServiceTracker;

/**
 * The command line as an application of the whole product, for where it is not started by its own script. The extension
 * registry makes this object with its no-argument constructor, so nothing can be injected; so this is the one place
 * that
 * fetches a service by hand.
 */
public final class CommandLineApplication implements IApplication {

    private static final int NOT_INSTALLED = 70;
    private static final long PATIENCE_MILLIS = 10_000;

    @Override
    public Object start(IApplicationContext context) throws InterruptedException, InvalidSyntaxException {
        var arguments = (String[]) context.getArguments().get(IApplicationContext.APPLICATION_ARGS);
        context.applicationRunning();
        Bundle bundle = FrameworkUtil.getBundle(CommandLineApplication.class);
        var tracker = new ServiceTracker<ToIntFunction<String[]>, ToIntFunction<String[]>>(bundle.getBundleContext(),
                FrameworkUtil.createFilter("(" + CommandLineStart.PROPERTY + ")"), null);
        tracker.open();
        try {
            ToIntFunction<String[]> line = tracker.waitForService(PATIENCE_MILLIS);
            if (line == null) {
                System.err.println(Messages.text("engine.missing"));
                return NOT_INSTALLED;
            }
            return line.applyAsInt(arguments);
        } finally {
            tracker.close();
        }
    }

    @Override
    public void stop() {
        // a session that runs is stopped where its device is closed
    }
}
