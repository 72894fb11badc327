package org.backupmanager.engine.internal.hints;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

import org.backupmanager.engine.internal.home.Aids;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Selection;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.Trouble;
import org.backupmanager.session.BackupException;
import org.backupmanager.source.FreezeContext.Aid;
import org.backupmanager.source.SourceView;

/** The hints that one session uses, or compares with what it reads where it is a full scan. */
public final class SessionHints {

    private static final System.Logger LOG = System.getLogger(SessionHints.class.getName());
    /** A session with more troubles leaves no memory of folders. */
    private static final int MOST_TROUBLES = 1000;

    private final Aids aids;
    private final Depot depot;
    private final Instant begun;
    private final BiConsumer<ItemPath, Aid> wrong;
    private final boolean full;
    private final Accelerator accelerator;
    private boolean journalWrong;

    /**
     * @param aids that the source may use
     * @param begun when the session began to freeze the source
     * @param wrong is told where a hint was wrong; from then on it is not used any more
     */
    public SessionHints(Aids aids, Depot depot, Instant begun, BiConsumer<ItemPath, Aid> wrong) {
        this.aids = aids;
        this.depot = depot;
        this.begun = begun;
        this.wrong = wrong;
        this.full = aids.hints().isPresent() && trust().isFullScanDue(begun);
        boolean proves = full || !aids.allowed().contains(Aid.ACCELERATOR);
        this.accelerator = aids.hints().isEmpty() ? Accelerator.NONE
                : new Accelerator(depot, aids.hints().get(), proves, path -> wrong.accept(path, Aid.ACCELERATOR));
    }

    private HintTrust trust() {
        return new HintTrust(aids.hints().get(), aids.fullScanDays());
    }

    public Accelerator accelerator() {
        return accelerator;
    }

    /**
     * Which folders the scan is spared.
     *
     * @param last the session to compare with; empty where it cannot be relied on
     * @param memory of the session before of this source
     */
    public FolderHints folders(SourceView view, Selection selection, Optional<SessionReport> last,
            Optional<ScanMemory> memory) {
        boolean allowed = aids.allowed().contains(Aid.CHANGE_JOURNAL) && aids.hints().isPresent();
        Optional<ScanMemory> usable = memory.filter(one -> allowed && last.isPresent()
                && one.session().equals(last.get().id()) && one.selection().equals(selection));
        return new FolderHints(view, selection, usable, full);
    }

    /** The scan has ended. */
    public void scanned(FolderHints folders) {
        for (ItemPath folder : folders.wrong()) {
            journalWrong = true;
            wrong.accept(folder, Aid.CHANGE_JOURNAL);
        }
    }

    /** The session is committed: what it knows is remembered. */
    public void committed(SessionId session, String source, FolderHints folders, ScanMemory.Shelf memories)
            throws BackupException {
        try {
            if (full) {
                trust().scannedFully(begun);
            }
        } catch (IOException notKept) {
            // The next session is a full scan too
            LOG.log(Level.WARNING, notKept.toString(), notKept);
        }
        List<ItemPath> troubled = depot.register().troubles(session, MOST_TROUBLES).stream().map(Trouble::path)
                .toList();
        if (!journalWrong && troubled.size() < MOST_TROUBLES) {
            folders.memory(session, troubled).ifPresent(memory -> memories.put(source, memory));
        }
    }
}
