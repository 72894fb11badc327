package org.backupmanager.ui.internal.restore;

import java.util.Optional;
import java.util.function.Consumer;

import org.backupmanager.model.SessionReport;
import org.backupmanager.ui.internal.look.Mark;
import org.backupmanager.ui.internal.look.Shapes;
import org.backupmanager.ui.internal.work.Desk;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

/** How the last restore went. */
final class ResultLine {

    private static final int WIDTH = 240;

    private final Desk desk;
    private final Composite row;
    private final Label mark;
    private final Label text;
    private final Button open;
    private final Button undoing;
    private Optional<SessionReport> report = Optional.empty();

    /** @param undo what a person may want to do about the restore that is shown */
    ResultLine(Composite parent, Desk desk, Consumer<SessionReport> undo) {
        this.desk = desk;
        Shapes shapes = desk.shapes();
        row = shapes.grid(parent, 2);
        row.setLayoutData(Shapes.fillRow());
        mark = shapes.text(row, "");
        mark.setLayoutData(new GridData(SWT.LEFT, SWT.TOP, false, false));
        text = shapes.paragraph(row, "", 1, WIDTH);
        text.setForeground(desk.look().palette().text());
        text.setData(Shapes.ID, "restore.result");
        shapes.text(row, "");
        open = shapes.button(row, "restore.report", Messages.showReport, () -> report.ifPresent(desk.guide()::report));
        shapes.text(row, "");
        undoing = shapes.button(row, "restore.undo", Messages.undo, () -> report.ifPresent(undo));
        Shapes.show(row, false);
    }

    /** What is shown can be undone. */
    void undoable() {
        Shapes.show(undoing, true);
    }

    void show(Mark shape, String sentence, Optional<SessionReport> about) {
        report = about;
        mark.setImage(desk.look().icons().state(shape));
        text.setText(Shapes.escape(sentence));
        Shapes.show(open, about.isPresent());
        Shapes.show(undoing, false);
        Shapes.show(row, true);
    }

    void clear() {
        Shapes.show(row, false);
    }
}
