package org.backupmanager.cli.internal.about;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.LocalCommand;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.grammar.UsageException;
import org.backupmanager.cli.internal.text.Messages;

/** Opens the workbench, in a process of its own. */
public final class WorkbenchOpen implements LocalCommand {

    private static final List<String> NAMES = List.of("backup-manager", "backup-manager.cmd");
    /** What is wrong with a display shows soon. */
    private static final long PATIENCE_MILLIS = 1500;

    private final Supplier<Optional<Path>> installation;

    /** @param installation the folder with the start scripts, where this process was started by one */
    public WorkbenchOpen(Supplier<Optional<Path>> installation) {
        this.installation = installation;
    }

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("bm-ui.open");
    }

    @Override
    public int run(Call call) throws UsageException, InterruptedException {
        Path script = installation.get().stream().flatMap(folder -> NAMES.stream().map(folder::resolve))
                .filter(Files::isExecutable).findFirst().orElseThrow(() -> new UsageException("workbench.missing"));
        var start = new ProcessBuilder(script.toString()).redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.INHERIT);
        call.parsed().home(call.request()).ifPresent(home ->
                start.environment().put("BACKUP_MANAGER_HOME", home.toString()));
        try {
            Process workbench = start.start();
            if (workbench.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                return workbench.exitValue();
            }
        } catch (IOException failed) {
            throw new UsageException("workbench.failed", script, String.valueOf(failed.getMessage()));
        }
        call.tell(Messages.text("workbench.opens"));
        return 0;
    }
}
