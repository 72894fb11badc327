package org.backupmanager.ui.internal.restore;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.backupmanager.model.SessionReport;
import org.backupmanager.ui.internal.look.Question;
import org.backupmanager.ui.internal.look.Shapes;
import org.backupmanager.ui.internal.work.Desk;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;

/** Below the Session time list: takes the chosen session off it, after a question, and brings removed ones back. */
final class SessionRemoval {

    private final Composite row;
    private final Desk desk;
    private final Supplier<Optional<SessionReport>> chosen;

    SessionRemoval(Composite card, Desk desk, Supplier<Optional<SessionReport>> chosen) {
        this.desk = desk;
        this.chosen = chosen;
        Shapes shapes = desk.shapes();
        row = shapes.grid(card, 2);
        row.setLayoutData(Shapes.fillRow());
        Shapes.place(shapes.button(row, "restore.remove", Messages.remove, this::ask),
                new GridData(SWT.LEFT, SWT.CENTER, true, false));
        Shapes.place(shapes.button(row, "restore.removed", Messages.removed, this::showRemoved),
                new GridData(SWT.RIGHT, SWT.CENTER, false, false));
    }

    private void ask() {
        chosen.get().ifPresent(session -> {
            String when = desk.amounts().date(session.start(), desk.clock().instant());
            if (Question.ask(row.getShell(), "remove", Messages.removeTitle,
                    Messages.bind(Messages.removeQuestion, when), Messages.removeNow, Messages.removeNot)) {
                remove(session);
            }
        });
    }

    private void remove(SessionReport session) {
        desk.background().run(row, Messages.removeTitle, monitor -> {
            desk.device().cleanUp().remove(List.of(session.id()), false);
            return session;
        }, gone -> desk.standing().refresh(),
                problem -> MessageDialog.openError(row.getShell(), Messages.removeTitle, problem.getMessage()));
    }

    private void showRemoved() {
        new RemovedSessions(row.getShell(), desk).open();
        desk.standing().refresh();
    }
}
