package org.backupmanager.engine.internal.plan;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Supplier;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.home.Home;
import org.backupmanager.model.Code;
import org.backupmanager.model.SessionId;
import org.backupmanager.plan.Script;
import org.backupmanager.plan.ScriptRun;
import org.backupmanager.plan.Scripts;
import org.backupmanager.session.BackupException;

/** The scripts of a home, and how they went. */
final class ScriptBook implements Scripts {

    /** Characters of a script: what is longer is a program, which a script can call. */
    private static final int LONGEST = 1 << 20;

    private final Home home;
    private final Book<Script> book;
    private final ScriptRuns runs;
    private final Supplier<Set<Integer>> used;
    private final String user;

    /**
     * @param home that holds their contents
     * @param book that keeps them
     * @param runs what became of them
     * @param used numbers of those that a schedule runs
     * @param user that they run as
     */
    ScriptBook(Home home, Book<Script> book, ScriptRuns runs, Supplier<Set<Integer>> used, String user) {
        this.home = home;
        this.book = book;
        this.runs = runs;
        this.used = used;
        this.user = user;
    }

    @Override
    public SortedMap<Integer, Script> all() {
        return book.all();
    }

    /** The file to run. */
    Path file(int number) {
        return home.folder().resolve(ScriptForm.contentFile(number));
    }

    @Override
    public int add(Script script) throws BackupException {
        Script checked = checked(script);
        // first, so that no script is listed that has no content
        home.writeText(ScriptForm.contentFile(book.nextNumber()), checked.content());
        return book.add(checked);
    }

    @Override
    public void change(int number, Script script) throws BackupException {
        Script checked = checked(script);
        book.change(number, checked);
        home.writeText(ScriptForm.contentFile(number), checked.content());
    }

    @Override
    public void remove(int number) throws BackupException {
        if (used.get().contains(number)) {
            throw new BackupException(Code.BAD_ARGUMENT, Integer.toString(number), Messages.text("plan.script.used"));
        }
        book.remove(number);
        home.delete(ScriptForm.contentFile(number));
    }

    private static Script checked(Script given) throws BackupException {
        String name = PlanNames.name(given.name());
        if (given.content().isBlank() || given.content().length() > LONGEST || given.content().indexOf('\0') >= 0) {
            throw new BackupException(Code.BAD_ARGUMENT, name, Messages.text("plan.script.content", LONGEST));
        }
        if (given.timeout().compareTo(Duration.ofSeconds(Integer.MAX_VALUE)) > 0) {
            throw new BackupException(Code.BAD_ARGUMENT, given.timeout(), Messages.text("plan.script.timeout"));
        }
        return new Script(name, given.content(), given.timeout(), given.stops());
    }

    @Override
    public String user() {
        return user;
    }

    @Override
    public List<ScriptRun> runs(SessionId session) throws BackupException {
        return runs.of(session);
    }
}
