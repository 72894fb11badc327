package org.backupmanager.cli.internal.manual;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.Command;
import org.backupmanager.cli.internal.grammar.LocalCommand;
import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.Option.Kind;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.grammar.UsageException;
import org.backupmanager.cli.internal.text.Messages;

/** Writes the man page, from the table that runs the commands. */
public final class ManWrite implements LocalCommand {

    private static final String FOLDER = "-folder";
    private static final String PAGE = "clienttool.1";

    private final Supplier<List<Command>> table;

    /** @param table all commands, this one included */
    public ManWrite(Supplier<List<Command>> table) {
        this.table = table;
    }

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("man", Option.value(FOLDER, Kind.FOLDER).needed());
    }

    @Override
    public int run(Call call) throws UsageException {
        Path page = call.request().path(call.arguments().get(FOLDER)).resolve(PAGE);
        try {
            Files.createDirectories(page.getParent());
            Files.writeString(page, new ManPage(table.get()).text());
        } catch (IOException failed) {
            throw new UsageException("man.failed", page, String.valueOf(failed.getMessage()));
        }
        call.tell(Messages.text("man.written", page));
        return 0;
    }
}
