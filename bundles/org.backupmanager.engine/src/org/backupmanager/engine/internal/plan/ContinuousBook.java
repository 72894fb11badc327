package org.backupmanager.engine.internal.plan;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.recovery.ContinuousState;
import org.backupmanager.engine.internal.recovery.ContinuousState.Reached;
import org.backupmanager.model.Code;
import org.backupmanager.model.SessionId;
import org.backupmanager.plan.ContinuousRestore;
import org.backupmanager.plan.ContinuousRestores;
import org.backupmanager.session.BackupException;

/** The continuous restores of a home, checked before they are kept, with what became of them. */
final class ContinuousBook implements ContinuousRestores {

    private final Book<ContinuousRestore> book;
    private final PlanNames.Known sources;
    private final Path folder;
    private final Map<Integer, Attempt> attempts = new ConcurrentHashMap<>();
    private final List<Runnable> hearers = new CopyOnWriteArrayList<>();

    /** @param folder where each has one of its own */
    ContinuousBook(Book<ContinuousRestore> book, PlanNames.Known sources, Path folder) {
        this.book = book;
        this.sources = sources;
        this.folder = folder;
    }

    /** What this process did last for one. */
    record Attempt(Optional<SessionId> run, Optional<String> problem) {
    }

    ContinuousState state(int number) {
        return new ContinuousState(folder.resolve(Integer.toString(number)));
    }

    void attempted(int number, Attempt attempt) {
        attempts.put(number, attempt);
    }

    /** Is called after each change. */
    void hear(Runnable change) {
        hearers.add(change);
    }

    @Override
    public SortedMap<Integer, ContinuousRestore> all() {
        return book.all();
    }

    @Override
    public int add(ContinuousRestore restore) throws BackupException {
        int number = book.add(checked(restore));
        hearers.forEach(Runnable::run);
        return number;
    }

    @Override
    public void change(int number, ContinuousRestore restore) throws BackupException {
        Optional<ContinuousRestore> before = Optional.ofNullable(all().get(number));
        book.change(number, checked(restore));
        if (before.isPresent() && !before.get().place().equals(restore.place())) {
            state(number).forget();
        }
        attempts.remove(number);
        hearers.forEach(Runnable::run);
    }

    @Override
    public void remove(int number) throws BackupException {
        book.remove(number);
        attempts.remove(number);
        state(number).forget();
    }

    private ContinuousRestore checked(ContinuousRestore given) throws BackupException {
        if (!given.place().isAbsolute()) {
            throw new BackupException(Code.BAD_ARGUMENT, given.place(), Messages.text("continuous.place"));
        }
        return new ContinuousRestore(PlanNames.name(given.name()), given.active(), sources.id(given.source()),
                given.selection(), given.excludes(), given.place().normalize(), given.pollMinutes());
    }

    @Override
    public SortedMap<Integer, Standing> standing() throws BackupException {
        SortedMap<Integer, Standing> standing = new TreeMap<>();
        for (int number : all().keySet()) {
            Optional<Reached> reached = state(number).reached();
            Optional<Attempt> attempt = Optional.ofNullable(attempts.get(number));
            if (reached.isPresent() || attempt.isPresent()) {
                standing.put(number, new Standing(reached.map(Reached::session), reached.map(Reached::start),
                        attempt.flatMap(Attempt::run).or(() -> reached.map(Reached::run)),
                        attempt.flatMap(Attempt::problem)));
            }
        }
        return standing;
    }
}
