package org.backupmanager.cli.internal.sessions;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.Option.Kind;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.grammar.UsageException;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.cli.internal.text.Output;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.SessionReport;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.session.Sessions.Node;
import org.backupmanager.source.DataSource;

/** Writes the items of a session to a file, which is replaced in one step when all are written. */
public final class SessionNodeExport implements DeviceCommand {

    private static final String FORMAT = "-format";
    private static final String XML = "xml";
    private static final String CSV = "csv";

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.session.node.export", Option.value("-datasource", Kind.SOURCE).needed(),
                Option.value("-output-file", Kind.FILE).needed(), Option.oneOf(FORMAT, XML, CSV).otherwise(XML),
                Option.value("-time", Kind.TIME), Option.value("-session", Kind.NUMBER));
    }

    @Override
    public int run(Call call, Device device) throws BackupException, UsageException {
        DataSource source = device.source(call.arguments().get("-datasource"));
        SessionReport session = Moments.session(call, device.sessions(), source.id(), true);
        Path file = call.request().path(call.arguments().get("-output-file"));
        Path made = file.resolveSibling("." + file.getFileName() + ".new");
        try {
            long items;
            try (BufferedWriter out = Files.newBufferedWriter(made)) {
                Form form = call.arguments().get(FORMAT).equalsIgnoreCase(CSV) ? new Csv(out) : new Xml(out);
                items = write(call, device, source, session, form);
            }
            Files.move(made, file, StandardCopyOption.REPLACE_EXISTING);
            call.tell(Messages.text("export.nodes", call.count(items), file));
            return 0;
        } catch (IOException failed) {
            throw new UsageException("export.file", file, String.valueOf(failed.getMessage()));
        }
    }

    private static long write(Call call, Device device, DataSource source, SessionReport session, Form form)
            throws BackupException, IOException {
        String start = call.time(session.start());
        String end = call.time(session.end());
        long[] items = {0};
        IOException[] failure = {null};
        form.begin(source.id(), start, end);
        device.sessions().walk(session.id(), ItemPath.ROOT, node -> {
            try {
                if (!node.item().path().isRoot()) {
                    form.item(start, end, node, Output.printable(source.show(node.item().path())));
                    items[0]++;
                }
                return true;
            } catch (IOException failed) {
                failure[0] = failed;
                return false;
            }
        });
        if (failure[0] != null) {
            throw failure[0];
        }
        form.end();
        return items[0];
    }

    /** How items are written. */
    private interface Form {
        void begin(String source, String start, String end) throws IOException;

        void item(String start, String end, Node node, String path) throws IOException;

        void end() throws IOException;
    }

    /** The columns of {@code control.session.node.list}, with commas between. */
    private record Csv(BufferedWriter out) implements Form {

        @Override
        public void begin(String source, String start, String end) throws IOException {
            out.write("START,END,SIZE,SENTS,PATH\n");
        }

        @Override
        public void item(String start, String end, Node node, String path) throws IOException {
            out.write(start + "," + end + "," + node.item().attributes().size() + "," + node.stored() + ",\""
                    + path.replace("\"", "\"\"") + "\"\n");
        }

        @Override
        public void end() {
            // nothing stands below the rows
        }
    }

    /** An element for each item. */
    private record Xml(BufferedWriter out) implements Form {

        @Override
        public void begin(String source, String start, String end) throws IOException {
            out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Session Plugin=\"" + source + "\" StartTime=\""
                    + start + "\" EndTime=\"" + end + "\">\n");
        }

        @Override
        public void item(String start, String end, Node node, String path) throws IOException {
            out.write("  <Node Size=\"" + node.item().attributes().size() + "\" SentSize=\"" + node.stored()
                    + "\" Path=\"" + path.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;")
                    + "\"/>\n");
        }

        @Override
        public void end() throws IOException {
            out.write("</Session>\n");
        }
    }
}
