package org.backupmanager.engine.internal.plan;

import java.time.Duration;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.home.Home;
import org.backupmanager.plan.Script;
import org.backupmanager.session.BackupException;

/**
 * Scripts in the file {@code scripts}; the content of each is a file of its own, as it is run.
 *
 * @param home that holds the files
 */
record ScriptForm(Home home) implements Book.Form<Script> {

    /** The file of a script's content. */
    static String contentFile(int number) {
        return "script-" + number;
    }

    @Override
    public String file() {
        return "scripts";
    }

    @Override
    public void write(Section section, Script script) {
        section.set("Name", script.name());
        section.set("TimeoutSeconds", (int) script.timeout().toSeconds());
        section.set("FailSessionOnError", script.stops());
    }

    @Override
    public Script read(Section section) {
        return new Script(section.get("Name"), content(contentFile(Integer.parseInt(section.name()))),
                section.get("TimeoutSeconds", seconds -> Duration.ofSeconds(Integer.parseInt(seconds))),
                section.flag("FailSessionOnError"));
    }

    private String content(String file) {
        try {
            return home.readText(file)
                    .orElseThrow(() -> new IllegalArgumentException(Messages.text("plan.script.gone", file)));
        } catch (BackupException unreadable) {
            throw new IllegalArgumentException(unreadable.getMessage(), unreadable);
        }
    }
}
