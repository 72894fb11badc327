package org.backupmanager.cli.internal.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.backupmanager.cli.internal.grammar.Globals;
import org.backupmanager.cli.internal.text.Output;
import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;

/**
 * Starts a process of its own that holds the device after this one has ended; what it says goes to {@code
 * background.log} in the home folder.
 */
public final class BackgroundProcess {

    /** In the home folder. */
    static final String LOG = "background.log";

    private static final long LONGEST_LOG = 1 << 20;
    private static final int LONGEST_REASON = 8 << 10;
    private static final long PAUSE_MILLIS = 20;

    private final List<String> launcher;

    /** @param launcher the command that runs the command line, without arguments */
    public BackgroundProcess(List<String> launcher) {
        this.launcher = List.copyOf(launcher);
    }

    /** As {@link #start(Path, List, BooleanSupplier, Output)}, for a session: it ends by itself after that. */
    public Optional<Integer> start(Path home, Output output) throws BackupException, InterruptedException {
        return start(home, List.of(ServiceRun.UNTIL_IDLE), new CommandClient(home)::someoneListens, output);
    }

    /**
     * Starts it for what a device does while no session runs, and does not wait: nobody has asked for that, so where it
     * cannot start there is nothing to tell, and the next session sees to it.
     */
    public void leave(Path home) {
        try {
            process(home, List.of(ServiceRun.UNTIL_IDLE), home.resolve(LOG)).start().getOutputStream().close();
        } catch (IOException later) {
            System.getLogger(BackgroundProcess.class.getName()).log(Level.DEBUG, later.getMessage(), later);
        }
    }

    /**
     * Starts it and waits until it is ready.
     *
     * @param options of {@code control.service.run}
     * @param ready asked now and then
     * @return its exit code where it ended instead; what it said is on the error output
     */
    Optional<Integer> start(Path home, List<String> options, BooleanSupplier ready, Output output)
            throws BackupException, InterruptedException {
        Path log = home.resolve(LOG);
        try {
            long from = Files.exists(log) ? Files.size(log) : 0;
            if (from > LONGEST_LOG) {
                Files.delete(log);
                from = 0;
            }
            Process process = process(home, options, log).start();
            process.getOutputStream().close();
            while (!ready.getAsBoolean()) {
                if (process.waitFor(PAUSE_MILLIS, TimeUnit.MILLISECONDS) && !ready.getAsBoolean()) {
                    output.error(tail(log, from));
                    return Optional.of(process.exitValue() == 0 ? Code.INTERNAL.exitCode() : process.exitValue());
                }
            }
            return Optional.empty();
        } catch (IOException failed) {
            throw new BackupException(Code.HOME_FAILED, home, failed.getMessage()).because(failed);
        }
    }

    private ProcessBuilder process(Path home, List<String> options, Path log) {
        var command = new ArrayList<String>();
        // a session of its own: neither Ctrl-C nor closing the terminal reaches it
        Path setsid = Path.of("/usr/bin/setsid");
        if (Files.isExecutable(setsid)) {
            command.add(setsid.toString());
        }
        command.addAll(launcher);
        command.add(ServiceRun.NAME);
        command.addAll(options);
        command.addAll(List.of(Globals.NON_INTERACTIVE, Globals.HOME, home.toString()));
        return new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    }

    private static String tail(Path log, long from) throws IOException {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(Math.max(from, file.length() - LONGEST_REASON));
            byte[] bytes = new byte[(int) (file.length() - file.getFilePointer())];
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8).strip();
        }
    }
}
