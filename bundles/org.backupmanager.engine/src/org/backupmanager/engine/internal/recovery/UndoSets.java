package org.backupmanager.engine.internal.recovery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.home.Setting;
import org.backupmanager.engine.internal.restore.RestoreTask.Keep;
import org.backupmanager.model.Code;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.Type;
import org.backupmanager.recovery.RecoveryPlan;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Restores.Undoable;
import org.backupmanager.source.DataSource;
import org.backupmanager.source.Undoing;

/** What restores have kept, each for {@code UndoDays}, all together within {@code UndoSpace}. */
public final class UndoSets {

    private static final System.Logger LOG = System.getLogger(UndoSets.class.getName());
    private static final long GB = 1_000_000_000;

    private final Path folder;
    private final Sources sources;
    private final Supplier<List<SessionReport>> sessions;
    private final Supplier<Map<String, String>> settings;
    private final InstantSource clock;

    /**
     * @param folder in which each restore has one for its notes
     * @param sources that put back what was replaced
     * @param sessions of the device, for the numbers that restores have now
     * @param settings of the device
     * @param clock says what was kept long enough
     */
    public UndoSets(Path folder, Sources sources, Supplier<List<SessionReport>> sessions,
            Supplier<Map<String, String>> settings, InstantSource clock) {
        this.folder = folder;
        this.sources = sources;
        this.sessions = sessions;
        this.settings = settings;
        this.clock = clock;
    }

    /** Where data sources are found. */
    @FunctionalInterface
    public interface Sources {
        DataSource get(String id) throws BackupException;
    }

    /** How a restore that has begun keeps what it replaces; empty where it does not. */
    public Optional<Keep> begin(SessionReport begun, RecoveryPlan plan, DataSource source) throws BackupException {
        Optional<Undoing> undoing = source.undoing();
        if (!plan.keepsReplaced() || undoing.isEmpty() || days().isZero()) {
            return Optional.empty();
        }
        expire();
        long taken = 0;
        for (UndoSet set : all()) {
            taken += undoing(set).kept(set.notes()).bytes();
        }
        long room = number(Setting.UNDO_SPACE) * GB - taken;
        try {
            Path notes = folder.resolve(begun.id().toString());
            for (int i = 2; Files.exists(notes); i++) {
                notes = folder.resolve(begun.id() + "-" + i);
            }
            return Optional.of(new Keep(undoing.get(), UndoSet.make(notes, begun).notes(), Math.max(0, room)));
        } catch (IOException failed) {
            throw failed(failed);
        }
    }

    /** A restore has ended: one that wrote nothing needs no undo. */
    public void ended(SessionReport restore) throws BackupException {
        Optional<UndoSet> set = find(restore.id());
        if (set.isPresent() && undoing(set.get()).kept(set.get().notes()).items() == 0) {
            forget(set.get());
        }
    }

    /** Removes what was kept long enough. */
    public void expire() throws BackupException {
        Instant now = clock.instant();
        for (UndoSet set : all()) {
            if (!set.start().plus(days()).isAfter(now)) {
                try {
                    forget(set);
                } catch (BackupException notNow) {
                    LOG.log(System.Logger.Level.WARNING,
                            Messages.text("undo.untidy", set.session().toString(), notNow.getMessage()), notNow);
                }
            }
        }
    }

    List<Undoable> list() throws BackupException {
        expire();
        var list = new ArrayList<Undoable>();
        for (UndoSet set : all()) {
            Undoing.Kept kept = undoing(set).kept(set.notes());
            list.add(new Undoable(set.session(), set.source(), set.start(), set.start().plus(days()), kept.items(),
                    kept.bytes(), kept.complete()));
        }
        return List.copyOf(list);
    }

    Optional<UndoSet> find(SessionId restore) throws BackupException {
        return all().stream().filter(set -> set.session().equals(restore)).findFirst();
    }

    Undoing undoing(UndoSet set) throws BackupException {
        return sources.get(set.source()).undoing().orElseThrow(() ->
                new BackupException(Code.NOTHING_TO_UNDO, set.session().toString(), Messages.text("undo.none")));
    }

    void forget(UndoSet set) throws BackupException {
        undoing(set).forget(set.notes());
        try {
            set.remove();
        } catch (IOException failed) {
            throw failed(failed);
        }
    }

    /** Newest first. */
    private List<UndoSet> all() throws BackupException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<SessionReport> restores = sessions.get().stream().filter(one -> one.type() == Type.RESTORE).toList();
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.map(UndoSets::read).flatMap(Optional::stream).map(set -> set.among(restores))
                    .sorted(Comparator.comparing(UndoSet::start).reversed()).toList();
        } catch (IOException failed) {
            throw failed(failed);
        } catch (UncheckedIOException failed) {
            throw failed(failed.getCause());
        }
    }

    private static Optional<UndoSet> read(Path notes) {
        try {
            return UndoSet.read(notes);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private BackupException failed(IOException cause) {
        return new BackupException(Code.HOME_FAILED, folder, cause.getMessage()).because(cause);
    }

    private Duration days() {
        return Duration.ofDays(number(Setting.UNDO_DAYS));
    }

    private int number(Setting setting) {
        return Integer.parseInt(settings.get().get(setting.word()));
    }
}
