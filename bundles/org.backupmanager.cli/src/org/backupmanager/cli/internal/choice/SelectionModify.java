package org.backupmanager.cli.internal.choice;

import org.backupmanager.cli.internal.grammar.Arguments.Pair;
import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.Option.Kind;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.grammar.UsageException;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.cli.internal.text.Output;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Priority;
import org.backupmanager.model.Selection;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.source.DataSource;

/** Adds paths to what is chosen for backup, or leaves some below them out. */
public final class SelectionModify implements DeviceCommand {

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.selection.modify", Option.value("-datasource", Kind.SOURCE).needed(),
                Option.value("-include", Kind.PATH).many(), Option.value("-exclude", Kind.PATH).many(),
                Option.oneOf("-priority", "Low", "Normal", "High").otherwise("Normal"));
    }

    @Override
    public int run(Call call, Device device) throws BackupException, UsageException {
        DataSource source = device.source(call.arguments().get("-datasource"));
        if (call.arguments().all("-include").isEmpty() && call.arguments().all("-exclude").isEmpty()) {
            throw new UsageException("selection.nothing");
        }
        Selection selection = device.selection(source.id());
        Priority priority = priority(call.arguments().get("-priority"));
        for (Pair pair : call.arguments().sequence()) {
            if (pair.name().equals("-include")) {
                selection = selection.including(path(call, source, pair), priority);
            }
        }
        for (Pair pair : call.arguments().sequence()) {
            if (pair.name().equals("-exclude")) {
                selection = excluding(selection, source, path(call, source, pair));
            }
        }
        device.select(source.id(), selection);
        call.tell(Messages.text("selection.now", source.label(), Integer.toString(selection.includes().size()),
                Integer.toString(selection.excludes().size())));
        return 0;
    }

    private static ItemPath path(Call call, DataSource source, Pair pair) throws BackupException {
        return source.parse(call.request().sourcePath(pair.value()));
    }

    private static Selection excluding(Selection selection, DataSource source, ItemPath path) throws UsageException {
        if (selection.includes().keySet().stream().noneMatch(path::startsWith)) {
            throw new UsageException("selection.exclude", Output.printable(source.show(path)));
        }
        return selection.excluding(path);
    }

    private static Priority priority(String word) {
        for (Priority priority : Priority.values()) {
            if (priority.word().equalsIgnoreCase(word)) {
                return priority;
            }
        }
        throw new IllegalStateException("the parser lets only the words of priorities pass, not " + word);
    }
}
