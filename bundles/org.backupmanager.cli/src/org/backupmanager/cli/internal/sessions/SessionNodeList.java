package org.backupmanager.cli.internal.sessions;

import java.util.List;
import java.util.Optional;

import org.backupmanager.cli.internal.absent.KnownSources;
import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.Option.Kind;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.text.Figures;
import org.backupmanager.cli.internal.text.Table;
import org.backupmanager.cli.internal.text.Table.Column;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.SessionReport;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.source.DataSource;

/** Lists the items of a session, or with {@code -removed} those of the session before it that it has no more. */
public final class SessionNodeList implements DeviceCommand {

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.session.node.list", Option.value("-datasource", Kind.SOURCE).needed(),
                Option.value("-time", Kind.TIME), Option.value("-session", Kind.NUMBER),
                Option.value("-limit", Kind.NUMBER), Option.value("-offset", Kind.NUMBER).otherwise("0"),
                Option.flag("-readable"), Option.flag("-removed"))
                .printing(Column.text("START"), Column.text("END"), Column.number("SIZE"), Column.number("SENTS"),
                        Column.text("PATH"));
    }

    @Override
    public int run(Call call, Device device) throws BackupException {
        if (KnownSources.isAbsent(device, call.arguments().get("-datasource"))) {
            call.table().close();
            return 0;
        }
        DataSource source = device.source(call.arguments().get("-datasource"));
        SessionReport session = Moments.session(call, device.sessions(), source.id(), true);
        var page = new Page(call.arguments().number("-offset"), call.arguments().find("-limit").map(Integer::valueOf));
        if (call.arguments().has("-removed")) {
            listRemoved(call, device, source, session, page);
        } else {
            list(call, device, source, session, page);
        }
        return 0;
    }

    private static void list(Call call, Device device, DataSource source, SessionReport session, Page page)
            throws BackupException {
        boolean readable = call.arguments().has("-readable");
        String start = call.time(session.start());
        String end = call.time(session.end());
        try (Table table = call.table()) {
            device.sessions().walk(session.id(), ItemPath.ROOT, node -> {
                if (!node.item().path().isRoot() && page.turn()) {
                    long size = node.item().attributes().size();
                    table.row(start, end, readable ? Figures.size(size) : call.size(size),
                            readable ? Figures.size(node.stored()) : call.size(node.stored()),
                            source.show(node.item().path()));
                }
                return !page.isFull() && !call.output().isBroken();
            });
        }
    }

    private static void listRemoved(Call call, Device device, DataSource source, SessionReport session, Page page)
            throws BackupException {
        Optional<SessionReport> before = device.sessions().reports().stream()
                .filter(report -> report.source().equals(source.id()) && report.type() == SessionReport.Type.BACKUP
                        && report.state().isRestorable() && report.id().compareTo(session.id()) < 0)
                .findFirst();
        try (Table table = new Table(call.output(), call.parsed().layout(), List.of(Column.text("PATH")))) {
            if (before.isPresent()) {
                new RemovedItems(device.sessions(), before.get().id(), session.id(), path -> {
                    if (page.turn()) {
                        table.row(source.show(path));
                    }
                    return !page.isFull() && !call.output().isBroken();
                }).find();
            }
        }
    }

    /** Which of many rows are shown. */
    private static final class Page {

        private final Optional<Integer> limit;
        private long skip;
        private long shown;

        Page(int offset, Optional<Integer> limit) {
            this.skip = offset;
            this.limit = limit;
        }

        /** Whether the next row is shown. */
        boolean turn() {
            if (isFull() || skip > 0) {
                skip--;
                return false;
            }
            shown++;
            return true;
        }

        boolean isFull() {
            return limit.isPresent() && shown >= limit.get();
        }
    }
}
