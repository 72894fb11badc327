package org.backupmanager.ui.internal.look;

import java.util.function.Consumer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CLabel;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeColumn;

/** Builds the plain pieces of pages: all on a grid of 4, with the colours and type of a {@link Look}. */
public final class Shapes {

    /** Around a page and within a card. */
    public static final int MARGIN = 16;
    /** Between things that belong together. */
    public static final int GAP = 8;
    /** Between groups of things. */
    public static final int WIDE_GAP = 12;
    /** Rows of tables and trees. */
    public static final int ROW = 28;
    private static final int LEAST_BUTTON = 80;
    /** Under which name a widget carries its id for tests. */
    public static final String ID = "bm.widget";

    private final Look look;

    public Shapes(Look look) {
        this.look = look;
    }

    /** The colours and type that these pieces have. */
    public Look look() {
        return look;
    }

    /** A composite in the parent's colours with that many columns and no margins. */
    public Composite grid(Composite parent, int columns) {
        Composite grid = new Composite(parent, SWT.NONE);
        grid.setBackground(parent.getBackground());
        grid.setLayout(layout(columns, 0));
        return grid;
    }

    /** A raised piece of the page with a border. */
    public Composite card(Composite parent, int columns) {
        Composite card = new Composite(parent, SWT.NONE);
        card.setBackground(look.palette().raised());
        card.setLayout(layout(columns, MARGIN));
        card.addListener(SWT.Paint, e -> border(e, card));
        return card;
    }

    private void border(Event event, Composite card) {
        Rectangle area = card.getClientArea();
        event.gc.setForeground(look.palette().line());
        event.gc.drawRectangle(0, 0, area.width - 1, area.height - 1);
    }

    /** A layout with our gaps. */
    public static GridLayout layout(int columns, int margin) {
        GridLayout layout = new GridLayout(columns, false);
        layout.marginWidth = margin;
        layout.marginHeight = margin;
        layout.horizontalSpacing = GAP;
        layout.verticalSpacing = GAP;
        return layout;
    }

    public Label text(Composite parent, String text) {
        return label(parent, text, look.palette().text());
    }

    public Label secondary(Composite parent, String text) {
        return label(parent, text, look.palette().secondary());
    }

    /** A path or address; where there is no room for all of it, its middle is left out. */
    public CLabel path(Composite parent, String path) {
        CLabel label = new CLabel(parent, SWT.NONE);
        label.setMargins(0, 0, 0, 0);
        label.setText(escape(path));
        label.setForeground(look.palette().secondary());
        label.setBackground(parent.getBackground());
        return label;
    }

    public Label heading(Composite parent, String text) {
        Label label = text(parent, text);
        label.setFont(look.bold());
        return label;
    }

    public Label title(Composite parent, String text) {
        Label label = text(parent, text);
        label.setFont(look.title());
        return label;
    }

    /** Text that takes the width there is and as many lines as it needs. */
    public Label paragraph(Composite parent, String text, int columns, int width) {
        Label label = new Label(parent, SWT.WRAP);
        label.setText(escape(text));
        label.setForeground(look.palette().secondary());
        label.setBackground(parent.getBackground());
        GridData data = new GridData(SWT.FILL, SWT.TOP, true, false, columns, 1);
        data.widthHint = width;
        label.setLayoutData(data);
        return label;
    }

    private Label label(Composite parent, String text, Color color) {
        Label label = new Label(parent, SWT.NONE);
        label.setText(escape(text));
        label.setForeground(color);
        label.setBackground(parent.getBackground());
        return label;
    }

    /** Text for a label, in which an ampersand would underline what follows. */
    public static String escape(String text) {
        return text.replace("&", "&&");
    }

    /** A button for something else than the page's main action. */
    public Button button(Composite parent, String id, String text, Runnable action) {
        Button button = new Button(parent, SWT.PUSH);
        button.setText(text);
        button.setData(ID, id);
        button.addListener(SWT.Selection, e -> action.run());
        place(button, new GridData(SWT.RIGHT, SWT.CENTER, false, false));
        return button;
    }

    /** Gives a button its place, wide enough for comfort. */
    public static void place(Button button, GridData data) {
        Point size = button.computeSize(SWT.DEFAULT, SWT.DEFAULT);
        data.widthHint = Math.max(LEAST_BUTTON, size.x + MARGIN);
        button.setLayoutData(data);
    }

    /** The button for the page's main action, which Enter presses. */
    public Button mainButton(Composite parent, String id, String text, Runnable action) {
        Button button = button(parent, id, text, action);
        Consumer<Button> paint = b -> {
            b.setBackground(b.isEnabled() ? look.palette().accent() : null);
            b.setForeground(b.isEnabled() ? look.palette().onAccent() : null);
        };
        paint.accept(button);
        button.setFont(look.bold());
        place(button, new GridData(SWT.RIGHT, SWT.CENTER, false, false));
        button.setData("bm.enabled", paint);
        return button;
    }

    /** Enables or disables a button, its colours too. */
    @SuppressWarnings("unchecked")
    public static void enable(Button button, boolean enabled) {
        if (button.getEnabled() != enabled) {
            button.setEnabled(enabled);
            if (button.getData("bm.enabled") instanceof Consumer<?> paint) {
                ((Consumer<Button>) paint).accept(button);
            }
        }
    }

    /** A hair line across the columns. */
    public Control line(Composite parent, int columns) {
        Composite line = new Composite(parent, SWT.NONE);
        line.setBackground(look.palette().line());
        GridData data = new GridData(SWT.FILL, SWT.CENTER, true, false, columns, 1);
        data.heightHint = 1;
        line.setLayoutData(data);
        return line;
    }

    /** Gives a table the row height and colours of all tables. */
    public void dress(Table table) {
        table.setBackground(look.palette().raised());
        table.setForeground(look.palette().text());
        table.addListener(SWT.MeasureItem, e -> e.height = Math.max(e.height, ROW));
    }

    /** Gives a tree the row height and colours of all trees. */
    public void dress(Tree tree) {
        tree.setBackground(look.palette().raised());
        tree.setForeground(look.palette().text());
        tree.addListener(SWT.MeasureItem, e -> e.height = Math.max(e.height, ROW));
    }

    /** A column at the right end of a table. */
    public static void column(Table table, String title, int width) {
        TableColumn column = new TableColumn(table, SWT.LEFT);
        column.setText(title);
        column.setWidth(width);
    }

    /** A column at the right end of a tree. */
    public static void column(Tree tree, String title, int width) {
        TreeColumn column = new TreeColumn(tree, SWT.LEFT);
        column.setText(title);
        column.setWidth(width);
    }

    /** Fills the rest of the row. */
    public static GridData fillRow() {
        return new GridData(SWT.FILL, SWT.CENTER, true, false);
    }

    /** Fills what is left in both directions. */
    public static GridData fill() {
        return new GridData(SWT.FILL, SWT.FILL, true, true);
    }

    /** A label's place in front of a field. */
    public static GridData width(int pixels) {
        GridData data = new GridData(SWT.LEFT, SWT.CENTER, false, false);
        data.widthHint = pixels;
        return data;
    }

    /** Shows or hides a control together with the room it takes. */
    public static void show(Control control, boolean visible) {
        control.setVisible(visible);
        if (control.getLayoutData() instanceof GridData data) {
            data.exclude = !visible;
        }
    }

    /** Draws a rectangle with round corners. */
    public static void pill(GC gc, Rectangle area, Color color) {
        gc.setAntialias(SWT.ON);
        gc.setBackground(color);
        int arc = Math.min(area.height, 8);
        gc.fillRoundRectangle(area.x, area.y, area.width, area.height, arc, arc);
    }
}
