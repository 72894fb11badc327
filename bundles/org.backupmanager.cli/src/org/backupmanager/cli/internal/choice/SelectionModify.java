package org.backupmanager.cli.internal.choice;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.backupmanager.cli.internal.grammar.Arguments.Pair;
import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.Option.Kind;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.grammar.UsageException;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.cli.internal.text.Output;
import org.backupmanager.model.FileKind;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Priority;
import org.backupmanager.model.Selection;
import org.backupmanager.plan.PlanWords;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.source.DataSource;

/** Adds paths to what is chosen for backup, or leaves some below them out. */
public final class SelectionModify implements DeviceCommand {

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.selection.modify", Option.value("-datasource", Kind.SOURCE).needed(),
                Option.value("-include", Kind.PATH).many(), Option.value("-exclude", Kind.PATH).many(),
                Option.value("-include-kind", Kind.LIST), Option.value("-exclude-kind", Kind.LIST),
                Option.oneOf("-priority", "Low", "Normal", "High").otherwise("Normal"));
    }

    @Override
    public int run(Call call, Device device) throws BackupException, UsageException {
        DataSource source = device.source(call.arguments().get("-datasource"));
        if (Stream.of("-include", "-exclude", "-include-kind", "-exclude-kind")
                .allMatch(option -> call.arguments().all(option).isEmpty())) {
            throw new UsageException("selection.nothing");
        }
        Selection selection = device.selection(source.id());
        Priority priority = priority(call.arguments().get("-priority"));
        if (!source.keepsFiles() && call.arguments().find("-include-kind").isPresent()) {
            throw new UsageException("selection.kindless", source.label());
        }
        selection = kinds(call, selection, priority);
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
        int included = selection.includes().size() + selection.kinds().size();
        call.tell(Messages.text("selection.now", source.label(), Integer.toString(included),
                Integer.toString(selection.excludes().size())));
        return 0;
    }

    private static Selection kinds(Call call, Selection selection, Priority priority) throws UsageException {
        var kinds = new TreeMap<>(selection.kinds());
        for (FileKind kind : kinds(call, "-include-kind")) {
            kinds.put(kind, priority);
        }
        kinds.keySet().removeAll(kinds(call, "-exclude-kind"));
        return selection.withKinds(kinds);
    }

    private static List<FileKind> kinds(Call call, String option) throws UsageException {
        List<FileKind> kinds = new ArrayList<>();
        for (String word : call.arguments().find(option).map(words -> words.split(",")).orElse(new String[0])) {
            if (word.strip().equalsIgnoreCase(PlanWords.ALL)) {
                kinds.addAll(List.of(FileKind.values()));
            } else {
                kinds.add(FileKind.named(word.strip()).orElseThrow(() -> new UsageException("selection.kind", word,
                        Stream.of(FileKind.values()).map(FileKind::word).collect(Collectors.joining(", ")))));
            }
        }
        return kinds;
    }

    private static ItemPath path(Call call, DataSource source, Pair pair) throws BackupException {
        return source.parse(call.request().sourcePath(pair.value()));
    }

    private static Selection excluding(Selection selection, DataSource source, ItemPath path) throws UsageException {
        if (selection.kinds().isEmpty() && selection.includes().keySet().stream().noneMatch(path::startsWith)) {
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
