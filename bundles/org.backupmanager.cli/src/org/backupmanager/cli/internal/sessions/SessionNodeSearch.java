package org.backupmanager.cli.internal.sessions;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.Option.Kind;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.text.Figures;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.cli.internal.text.Table;
import org.backupmanager.cli.internal.text.Table.Column;
import org.backupmanager.model.ItemKind;
import org.backupmanager.model.SessionReport;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.session.Sessions.Found;
import org.backupmanager.session.Sessions.Version;
import org.backupmanager.source.DataSource;

/** Finds items in all sessions, with each of their versions. */
public final class SessionNodeSearch implements DeviceCommand {

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.session.node.search", Option.value("-pattern", Kind.TEXT).needed(),
                Option.value("-datasource", Kind.SOURCE), Option.value("-limit", Kind.NUMBER).otherwise("100"),
                Option.flag("-readable"))
                .printing(Column.text("DSRC"), Column.text("KIND"), Column.number("SIZE"), Column.text("MODIFIED"),
                        Column.text("FIRST"), Column.text("LAST"), Column.number("SESSC"), Column.text("PATH"));
    }

    @Override
    public int run(Call call, Device device) throws BackupException {
        String pattern = call.arguments().get("-pattern");
        int limit = Math.max(1, call.arguments().number("-limit"));
        int shown = 0;
        boolean more = false;
        try (Table table = call.table()) {
            for (DataSource source : sources(call, device)) {
                // One more than is shown tells whether there are more.
                int room = limit - shown;
                List<Found> found = device.sessions().search(source.id(), pattern, room + 1);
                more |= found.size() > room;
                for (Found item : found.subList(0, Math.min(found.size(), room))) {
                    item.versions().forEach(version -> row(call, table, source, item, version));
                    shown++;
                }
            }
        }
        if (shown == 0) {
            call.tell(Messages.text("control.session.node.search.none", pattern));
        } else if (more) {
            call.tell(Messages.text("control.session.node.search.more", limit));
        }
        return 0;
    }

    private static List<DataSource> sources(Call call, Device device) throws BackupException {
        Optional<String> only = call.arguments().find("-datasource");
        if (only.isPresent()) {
            return List.of(device.source(only.get()));
        }
        Stream<String> used = device.sessions().reports().stream().map(SessionReport::source).distinct().sorted();
        List<DataSource> sources = new ArrayList<>();
        for (String id : used.toList()) {
            sources.add(device.source(id));
        }
        return sources;
    }

    private static void row(Call call, Table table, DataSource source, Found item, Version version) {
        boolean readable = call.arguments().has("-readable");
        table.row(source.id(), word(version.kind()),
                readable ? Figures.size(version.size()) : call.size(version.size()), call.time(version.modified()),
                call.time(version.first().start()), call.time(version.last().start()),
                call.count(version.sessions()), source.show(item.path()));
    }

    private static String word(ItemKind kind) {
        return switch (kind) {
            case FILE -> "File";
            case DIRECTORY -> "Folder";
            case SYMLINK -> "Link";
            case FIFO, SOCKET, CHARACTER_DEVICE, BLOCK_DEVICE -> "Special";
        };
    }
}
