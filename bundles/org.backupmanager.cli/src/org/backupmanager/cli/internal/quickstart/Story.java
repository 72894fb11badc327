package org.backupmanager.cli.internal.quickstart;

import java.nio.file.Path;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.text.Figures;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.cli.internal.text.Output;
import org.backupmanager.cli.internal.text.Style;

/** What a first walk tells a person. */
final class Story {

    private static final int INDENT = 3;
    private static final String CLIENT = "clienttool";

    private final Call call;
    private final Playground playground;
    private final Path folder;
    private int steps;

    Story(Call call, Playground playground, Path folder) {
        this.call = call;
        this.playground = playground;
        this.folder = folder;
    }

    private Output output() {
        return call.output();
    }

    private Style style() {
        return call.output().style();
    }

    void title() {
        output().line();
        output().line(style().bold(Messages.text("quickstart.title", folder)));
        output().lineNow(style().faint(Messages.text("quickstart.place", playground.base())));
    }

    void step(String key) {
        steps++;
        output().indent(0);
        output().line();
        output().lineNow(style().bold(steps + "  " + Messages.text(key)));
        output().indent(INDENT);
    }

    void done(String key, Object... arguments) {
        output().lineNow(style().good("✓") + " " + Messages.text(key, arguments));
    }

    void detail(String key, Object... arguments) {
        output().lineNow("  " + Messages.text(key, arguments));
    }

    void verdict(Differences found) {
        String items = Figures.count(found.items());
        if (found.count() == 0) {
            done("quickstart.equal", items, Figures.size(found.bytes()));
        } else {
            output().line(style().bad("✗ "
                    + Messages.text("quickstart.different", items, Figures.count(found.count()))));
            found.first().forEach(difference -> output().line("  " + difference));
        }
        if (found.count() > found.first().size()) {
            detail("quickstart.more", Figures.count(found.count() - found.first().size()));
        }
        if (found.keptCount() > 0) {
            detail("quickstart.kept", Figures.count(found.keptCount()));
        }
        output().flush();
    }

    void end() {
        heading("quickstart.where");
        entry("quickstart.where.home", playground.home());
        entry("quickstart.where.storage", playground.storage());
        entry("quickstart.where.restored", playground.restored());
        entry("quickstart.where.passphrase", playground.passphraseFile());
        heading("quickstart.next");
        String program = program();
        command("quickstart.next.home", "export BACKUP_MANAGER_HOME=" + playground.home());
        command("quickstart.next.workbench", workbench(program));
        command("quickstart.next.list", program + " control.session.list");
        command("quickstart.next.again", program + " control.backup.start -wait");
        command("quickstart.next.nodes", program + " control.session.node.list -datasource FileSystem -limit 20");
        command("quickstart.next.restore", program + " control.restore.start -datasource FileSystem -selection "
                + quoted(folder)
                + " -restore-to " + playground.base().resolve("again") + " -wait");
        command("quickstart.next.help", program + " help");
        command("quickstart.next.delete", "rm -r " + playground.base() + "; unset BACKUP_MANAGER_HOME");
        output().line();
        output().flush();
    }

    private void heading(String key) {
        output().indent(0);
        output().line();
        output().line(style().bold(Messages.text(key)));
        output().indent(INDENT);
    }

    private void entry(String key, Path path) {
        output().line(Messages.text(key) + "  " + path);
    }

    private void command(String key, String command) {
        output().line(style().faint("# " + Messages.text(key)));
        output().line(command);
    }

    /** The start script as the person typed it. */
    private static String program() {
        String typed = System.getenv().getOrDefault("BACKUP_MANAGER_COMMAND", "");
        return typed.isEmpty() ? CLIENT : typed;
    }

    /** The start script that opens the workbench stands beside that of the command line. */
    private static String workbench(String program) {
        return program.endsWith(CLIENT) ? program.substring(0, program.length() - CLIENT.length()) + "backup-manager"
                : program;
    }

    private static String quoted(Path path) {
        String text = path.toString();
        return text.indexOf(' ') < 0 ? text : '"' + text + '"';
    }
}
