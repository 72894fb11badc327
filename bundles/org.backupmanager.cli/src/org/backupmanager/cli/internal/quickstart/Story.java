package org.backupmanager.cli.internal.quickstart;

import java.nio.file.Path;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.text.Figures;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.cli.internal.text.Output;
import org.backupmanager.cli.internal.text.Style;

/** What a first walk tells a person. */
final class Story {

    private static final String INDENT = "   ";

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
        output().line();
        output().lineNow(style().bold(steps + "  " + Messages.text(key)));
    }

    void done(String key, Object... arguments) {
        output().lineNow(INDENT + style().good("✓") + " " + Messages.text(key, arguments));
    }

    void detail(String key, Object... arguments) {
        output().lineNow(INDENT + "  " + Messages.text(key, arguments));
    }

    void verdict(Differences found) {
        String items = Figures.count(found.items());
        if (found.count() == 0) {
            done("quickstart.equal", items, Figures.size(found.bytes()));
            return;
        }
        output().line(INDENT + style().bad("✗ " + Messages.text("quickstart.different", items, Figures.count(found.count()))));
        for (String difference : found.first()) {
            output().line(INDENT + "  " + difference);
        }
        if (found.count() > found.first().size()) {
            detail("quickstart.more", Figures.count(found.count() - found.first().size()));
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
        command("quickstart.next.workbench", program + " -home " + playground.home());
        String client = program + " -home " + playground.home() + " ";
        command("quickstart.next.list", client + "control.session.list");
        command("quickstart.next.again", client + "control.backup.start -wait");
        command("quickstart.next.nodes", client + "control.session.node.list -datasource FileSystem -limit 20");
        command("quickstart.next.restore", client + "control.restore.start -datasource FileSystem -selection " + folder
                + " -restore-to " + playground.base().resolve("again") + " -wait");
        command("quickstart.next.help", program + " help");
        command("quickstart.next.delete", "rm -r " + playground.base());
        output().line();
        output().flush();
    }

    private void heading(String key) {
        output().line();
        output().line(style().bold(Messages.text(key)));
    }

    private void entry(String key, Path path) {
        output().line(INDENT + Messages.text(key) + "  " + path);
    }

    private void command(String key, String command) {
        output().line(INDENT + style().faint("# " + Messages.text(key)));
        output().line(INDENT + command);
    }

    /** The start script as the person would type it. */
    private String program() {
        String script = System.getenv().getOrDefault("BACKUP_MANAGER_LAUNCHER", "");
        if (script.isEmpty()) {
            return "backup-manager";
        }
        Path path = Path.of(script);
        Path here = call.request().directory();
        return path.startsWith(here) ? "./" + here.relativize(path) : path.toString();
    }
}
