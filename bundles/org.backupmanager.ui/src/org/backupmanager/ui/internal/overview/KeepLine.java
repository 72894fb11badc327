package org.backupmanager.ui.internal.overview;

import org.backupmanager.model.SessionReport;
import org.backupmanager.session.BackupException;
import org.backupmanager.ui.internal.look.Question;
import org.backupmanager.ui.internal.look.Shapes;
import org.backupmanager.ui.internal.work.Desk;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

/** Says whether retention may remove a session, and lets a person hold it, release it or end its archiving. */
final class KeepLine {

    private final Desk desk;
    private final SessionReport session;
    private final Composite line;
    private final Label said;
    private final Button change;
    private Kept kept = Kept.FREE;

    /** What keeps the session, which the button takes back; or nothing. */
    private enum Kept {
        FREE(Messages.keepFree, Messages.keepHold),
        HELD(Messages.keepHeld, Messages.keepRelease),
        ARCHIVED(Messages.keepArchived, Messages.keepEnd);

        private final String sentence;
        private final String action;

        Kept(String sentence, String action) {
            this.sentence = sentence;
            this.action = action;
        }
    }

    KeepLine(Composite page, Desk desk, SessionReport session) {
        this.desk = desk;
        this.session = session;
        Shapes shapes = desk.shapes();
        line = shapes.grid(page, 2);
        line.setLayoutData(Shapes.fillRow());
        said = shapes.paragraph(line, Messages.loadingErrors, 1, 400);
        said.setData(Shapes.ID, "report.keep.said");
        ((GridData) said.getLayoutData()).verticalAlignment = SWT.CENTER;
        change = shapes.button(line, "report.keep", Messages.keepEnd, this::change);
        change.setEnabled(false);
        load();
    }

    private void load() {
        desk.background().run(line, Messages.keepTitle, monitor -> read(), this::show,
                problem -> said.setText(Shapes.escape(problem.getMessage())));
    }

    private Kept read() throws BackupException {
        boolean archived = desk.device().sessions().reports().stream()
                .anyMatch(report -> report.id().equals(session.id()) && report.archived());
        return archived ? Kept.ARCHIVED
                : desk.device().plans().retention().held().contains(session.id()) ? Kept.HELD : Kept.FREE;
    }

    private void show(Kept found) {
        kept = found;
        said.setText(found.sentence);
        change.setText(found.action);
        change.setEnabled(true);
        line.getParent().layout(true, true);
    }

    private void change() {
        if (kept == Kept.ARCHIVED && !isSure()) {
            return;
        }
        Kept before = kept;
        change.setEnabled(false);
        desk.background().run(line, Messages.keepTitle, monitor -> {
            switch (before) {
                case FREE -> desk.device().plans().retention().hold(session.id());
                case HELD -> desk.device().plans().retention().release(session.id());
                case ARCHIVED -> desk.device().plans().archiving().clear(session.id());
            }
            return read();
        }, now -> {
            show(now);
            desk.standing().refresh();
        }, problem -> {
            MessageDialog.openError(line.getShell(), Messages.keepTitle, problem.getMessage());
            load();
        });
    }

    private boolean isSure() {
        String when = desk.amounts().date(session.start(), desk.clock().instant());
        return Question.ask(line.getShell(), "report.keep.end", Messages.keepTitle,
                Messages.bind(Messages.keepEndQuestion, when), Messages.keepEndNow, Messages.keepEndNot);
    }
}
