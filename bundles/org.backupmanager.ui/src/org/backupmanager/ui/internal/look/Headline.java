package org.backupmanager.ui.internal.look;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

/** The top of a page: its title, its one main action at the right, and below, only when needed, what went wrong. */
public final class Headline {

    private final Look look;
    private final Composite page;
    private final Composite row;
    private final Label problem;

    /** Makes a page in the area with a title. */
    public Headline(Composite area, Look look, String title) {
        this.look = look;
        Shapes shapes = look.shapes();
        page = shapes.grid(area, 1);
        GridLayout layout = Shapes.layout(1, Shapes.MARGIN);
        layout.verticalSpacing = Shapes.WIDE_GAP;
        page.setLayout(layout);
        row = shapes.grid(page, 2);
        GridData place = Shapes.fillRow();
        place.heightHint = 36;
        row.setLayoutData(place);
        shapes.title(row, title).setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, true));
        problem = shapes.paragraph(page, "", 1, 400);
        problem.setForeground(look.palette().error());
        problem.setData(Shapes.ID, "page.problem");
        Shapes.show(problem, false);
    }

    /** The page, a grid of one column below the title. */
    public Composite page() {
        return page;
    }

    /** Adds the main action. */
    public Button action(String id, String text, Runnable action) {
        return look.shapes().mainButton(row, id, text, action);
    }

    /** Makes room for a control in front of the title; it is the row's first child then. */
    public Composite row(int columns) {
        ((GridLayout) row.getLayout()).numColumns = columns;
        return row;
    }

    /** Says what went wrong; an empty text takes it back. */
    public void problem(String text) {
        problem.setText(Shapes.escape(text));
        Shapes.show(problem, !text.isEmpty());
        page.layout(true, true);
    }
}
