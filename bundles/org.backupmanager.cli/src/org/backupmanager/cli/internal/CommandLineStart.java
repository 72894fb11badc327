package org.backupmanager.cli.internal;

import java.util.List;
import java.util.function.ToIntFunction;

import org.osgi.framework.Version;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Runs what was typed, and returns the exit code. A service by a type of the Java platform, so that whoever starts the
 * framework can call it without sharing a class loader with it.
 */
@Component(service = ToIntFunction.class, property = CommandLineStart.PROPERTY)
public final class CommandLineStart implements ToIntFunction<String[]> {

    static final String PROPERTY = "org.backupmanager.start=commandline";

    private final CommandLine line;
    private final Version version;

    /** @param context of this bundle, whose version is the product's for {@code -version} */
    @Activate
    public CommandLineStart(@Reference CommandLine line, ComponentContext context) {
        this.line = line;
        this.version = context.getBundleContext().getBundle().getVersion();
    }

    @Override
    public int applyAsInt(String[] arguments) {
        List<String> words = List.of(arguments);
        var warnings = new PlainWarnings(System.err);
        try {
            return line.run(words, Launcher.command(words), "Backup Manager " + version.getMajor() + "."
                    + version.getMinor() + "." + version.getMicro());
        } finally {
            warnings.close();
        }
    }
}
