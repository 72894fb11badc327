package org.backupmanager.engine.internal.hints;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;

import org.backupmanager.engine.internal.home.Aids;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.model.ItemPath;
import org.backupmanager.source.FreezeContext.Aid;

/** The hints that one session uses, or compares with what it reads where it is a full scan. */
public final class SessionHints {

    private static final System.Logger LOG = System.getLogger(SessionHints.class.getName());

    private final Instant begun;
    private final Optional<HintTrust> trust;
    private final boolean full;
    private final Accelerator accelerator;

    /**
     * @param aids that the source may use
     * @param begun when the session began to freeze the source
     * @param wrong is told where a hint was wrong; from then on it is not used any more
     */
    public SessionHints(Aids aids, Depot depot, Instant begun, BiConsumer<ItemPath, Aid> wrong) {
        this.begun = begun;
        this.trust = aids.hints().map(folder -> new HintTrust(folder, aids.fullScanDays()));
        this.full = trust.isPresent() && trust.get().isFullScanDue(begun);
        boolean proves = full || !aids.allowed().contains(Aid.ACCELERATOR);
        this.accelerator = aids.hints().isEmpty() ? Accelerator.NONE
                : new Accelerator(depot, aids.hints().get(), proves, path -> wrong.accept(path, Aid.ACCELERATOR));
    }

    public Accelerator accelerator() {
        return accelerator;
    }

    /** The session is committed. */
    public void committed() {
        try {
            if (full) {
                trust.get().scannedFully(begun);
            }
        } catch (IOException notKept) {
            // The next session is a full scan too
            LOG.log(Level.WARNING, notKept.toString(), notKept);
        }
    }
}
