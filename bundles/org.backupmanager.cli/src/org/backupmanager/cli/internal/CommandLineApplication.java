package org.backupmanager.cli.internal;

import java.util.List;

import org.backupmanager.cli.internal.text.Messages;
import org.eclipse.equinox.app.IApplication;
import org.eclipse.equinox.app.IApplicationContext;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Where Equinox starts the command line.
 * <p>
 * The extension registry makes this object with its no-argument constructor, so nothing can be injected; and
 * declarative services cannot make it, since the
 * application container asks the registry. So this is the one place that fetches a service by hand: one lookup of one
 * component of this same bundle, which
 * itself gets everything through its constructor. (The alternatives are worse: a static field that the component fills
 * remembers, and an extension factory
 * would need the same lookup.)
 */
public final class CommandLineApplication implements IApplication {

    private static final int NOT_INSTALLED = 70;
    private static final long PATIENCE_MILLIS = 10_000;

    @Override
    public Object start(IApplicationContext context) throws InterruptedException {
        List<String> arguments = List.of((String[]) context.getArguments().get(IApplicationContext.APPLICATION_ARGS));
        context.applicationRunning();
        Bundle bundle = FrameworkUtil.getBundle(CommandLineApplication.class);
        var tracker = new ServiceTracker<CommandLine, CommandLine>(bundle.getBundleContext(), CommandLine.class, null);
        tracker.open();
        var warnings = new PlainWarnings(System.err);
        try {
            CommandLine line = tracker.waitForService(PATIENCE_MILLIS);
            if (line == null) {
                System.err.println(Messages.text("engine.missing"));
                return NOT_INSTALLED;
            }
            return line.run(arguments, Launcher.command(arguments), version(bundle));
        } finally {
            warnings.close();
            tracker.close();
        }
    }

    private static String version(Bundle bundle) {
        var version = bundle.getVersion();
        return "Backup Manager " + version.getMajor() + "." + version.getMinor() + "." + version.getMicro();
    }

    @Override
    public void stop() {
        // a session that runs is stopped where its device is closed
    }
}
