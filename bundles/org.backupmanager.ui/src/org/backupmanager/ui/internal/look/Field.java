package org.backupmanager.ui.internal.look;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;

/** A line to type in, with its name above it and, below it, a hint or what is wrong; room for that is kept free. */
public final class Field {

    private static final int LEAST = 120;
    private final Look look;
    private final Composite row;
    private final Text text;
    private final Label below;
    private boolean touched;

    /**
     * Makes one in a grid.
     *
     * @param style {@code SWT.PASSWORD} or {@code SWT.NONE}
     */
    public Field(Composite parent, Look look, String id, String name, int style) {
        this.look = look;
        Shapes shapes = look.shapes();
        Composite whole = shapes.grid(parent, 1);
        ((GridLayout) whole.getLayout()).verticalSpacing = 4;
        whole.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
        shapes.heading(whole, name);
        row = shapes.grid(whole, 1);
        row.setLayoutData(Shapes.fillRow());
        text = new Text(row, SWT.BORDER | SWT.SINGLE | style);
        text.setData(Shapes.ID, id);
        text.setLayoutData(Shapes.fillRow());
        text.addListener(SWT.FocusOut, e -> touched |= !text.getText().isEmpty());
        text.getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent e) {
                e.result = name;
            }
        });
        below = shapes.paragraph(whole, " ", 1, LEAST);
        below.setData(Shapes.ID, id + ".hint");
    }

    public Text text() {
        return text;
    }

    public String value() {
        return text.getText();
    }

    /** The row of the text, for a button beside it. */
    public Composite besides(int more) {
        ((GridLayout) row.getLayout()).numColumns = 1 + more;
        return row;
    }

    /** Says something helpful. */
    public void hint(String hint) {
        say(hint, look.palette().secondary());
    }

    /** Says something helpful in the colour of its meaning. */
    public void hint(String hint, Mark mark) {
        say(hint, mark.color(look.palette()));
    }

    /** Says what is wrong; before anything was typed that is only a hint. */
    public void wrong(String message) {
        boolean typed = touched || !text.getText().isEmpty();
        say(typed ? message : " ", look.palette().error());
    }

    private void say(String message, Color color) {
        int lines = below.getSize().y;
        below.setText(message.isEmpty() ? " " : Shapes.escape(message));
        below.setToolTipText(message.isBlank() ? null : message);
        below.setForeground(color);
        if (lines > 0 && below.computeSize(below.getSize().x, SWT.DEFAULT).y > lines) {
            below.getShell().layout(new Control[] { below });
        }
    }
}
