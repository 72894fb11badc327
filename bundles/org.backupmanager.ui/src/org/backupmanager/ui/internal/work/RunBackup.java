package org.backupmanager.ui.internal.work;

import java.util.List;
import java.util.function.Consumer;

import org.eclipse.swt.widgets.Control;

/** Starts backups, for every button that does. */
public final class RunBackup {

    private final Desk desk;
    private final Control owner;
    private final Consumer<String> failed;

    /**
     * For one page.
     *
     * @param failed is told why nothing was started, and with an empty text that something was
     */
    public RunBackup(Desk desk, Control owner, Consumer<String> failed) {
        this.desk = desk;
        this.owner = owner;
        this.failed = failed;
    }

    /** Backs up these data sources; all that have a selection where none is named. */
    public void start(List<String> sources) {
        failed.accept("");
        desk.background().run(owner, Messages.startBackup, monitor -> desk.device().sessions().startBackup(sources),
                started -> desk.feed().wake(), problem -> failed.accept(problem.getMessage()));
    }

    /** Whether a backup can be started now. */
    public boolean possible() {
        return desk.standing().facts().anythingSelected() && !desk.feed().backupRuns();
    }

    /** Why it cannot, or what it does. */
    public String tip() {
        if (desk.feed().backupRuns()) {
            return Messages.runTipRunning;
        }
        return desk.standing().facts().anythingSelected() ? Messages.runTip : Messages.runTipNothing;
    }
}
