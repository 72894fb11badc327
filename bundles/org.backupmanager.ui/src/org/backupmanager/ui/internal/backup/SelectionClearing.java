package org.backupmanager.ui.internal.backup;

import java.util.List;
import java.util.Set;

import org.backupmanager.model.Selection;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.session.BackupException;
import org.backupmanager.ui.internal.look.Question;
import org.backupmanager.ui.internal.work.Desk;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.swt.widgets.Composite;

/** Clears a selection, and with it all backup copies where a person says so twice. */
final class SelectionClearing {

    private static final int CLEAR = 0;
    private static final int CLEAR_AND_REMOVE = 1;

    private final Composite owner;
    private final Desk desk;
    private final Choice choice;
    private final Runnable changed;

    SelectionClearing(Composite owner, Desk desk, Choice choice, Runnable changed) {
        this.owner = owner;
        this.desk = desk;
        this.choice = choice;
        this.changed = changed;
    }

    /** Asks what to do, and does it. */
    void ask() {
        int answer = question(Messages.clearQuestion, "clear", Messages.clearOnly, Messages.clearAndRemove,
                Messages.clearNot);
        if (answer == CLEAR) {
            clear();
        } else if (answer == CLEAR_AND_REMOVE) {
            desk.background().run(owner, Messages.clearTitle, monitor -> copies(), this::askAgain, this::tell);
        }
    }

    private int question(String text, String id, String... buttons) {
        return Question.warn(owner.getShell(), id, Messages.clearTitle, Messages.bind(text, choice.source().label()),
                buttons);
    }

    private void clear() {
        choice.set(Selection.NONE);
        changed.run();
    }

    /** What would go, and what keeps it from going. */
    private record Copies(List<SessionId> sessions, List<SessionReport> kept, boolean running) {
    }

    private Copies copies() {
        Set<SessionId> held = desk.device().plans().retention().held();
        List<SessionReport> all = desk.device().sessions().reports().stream()
                .filter(report -> report.source().equals(choice.source().id())
                        && report.type() == SessionReport.Type.BACKUP).toList();
        List<SessionReport> stored = all.stream().filter(report -> report.state().isRestorable()).toList();
        return new Copies(stored.stream().map(SessionReport::id).toList(),
                stored.stream().filter(report -> report.archived() || held.contains(report.id())).toList(),
                all.stream().anyMatch(report -> report.end().isEmpty()));
    }

    private void askAgain(Copies copies) {
        int count = copies.sessions().size();
        if (copies.running()) {
            say(Messages.clearRunning);
        } else if (!copies.kept().isEmpty()) {
            say(Messages.bind(Messages.clearKept, String.join("; ", copies.kept().stream().map(report ->
                    desk.amounts().date(report.start(), desk.clock().instant())).toList())));
        } else if (count == 0) {
            clear();
            say(Messages.clearNoCopies);
        } else if (question(desk.amounts().plural(count, Messages.clearSureOne, Messages.clearSure), "forget",
                desk.amounts().plural(count, Messages.clearRemoveOne, Messages.clearRemoveNow),
                Messages.clearNot) == 0) {
            new CopiesRemoval(owner.getShell(), desk, copies.sessions(), this::clear).open();
            desk.standing().refresh();
        }
    }

    private void tell(BackupException problem) {
        say(problem.getMessage());
    }

    private void say(String text) {
        MessageDialog.openInformation(owner.getShell(), Messages.clearTitle, text);
    }
}
