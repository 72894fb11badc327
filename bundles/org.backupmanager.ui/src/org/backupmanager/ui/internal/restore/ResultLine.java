package org.backupmanager.ui.internal.restore;

import java.util.Optional;

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
    private Optional<SessionReport> report = Optional.empty();

    ResultLine(Composite parent, Desk desk) {
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
        Shapes.show(row, false);
    }

    void show(Mark shape, String sentence, Optional<SessionReport> about) {
        report = about;
        mark.setImage(desk.look().icons().state(shape));
        text.setText(Shapes.escape(sentence));
        Shapes.show(open, about.isPresent());
        Shapes.show(row, true);
    }

    void clear() {
        Shapes.show(row, false);
    }
}
