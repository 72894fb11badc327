package org.backupmanager.ui.internal.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

import org.backupmanager.ui.internal.look.Shapes;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;

/** Plans by number, one of which is chosen. */
final class PlanTable {

    private static final int LEAST_ROWS = 4;

    /**
     * A row.
     *
     * @param number of the plan
     * @param cells one for each column
     * @param active whether it is obeyed; else it is greyed
     */
    record Row(int number, List<String> cells, boolean active) {
    }

    private final Shapes shapes;
    private final Table table;
    private final int[] widths;
    private List<Row> rows = List.of();

    /**
     * @param titles of the columns
     * @param widths their shares of the width
     * @param chosen hears the number of the plan that is clicked
     */
    PlanTable(Composite parent, Shapes shapes, String id, List<String> titles, int[] widths, IntConsumer chosen) {
        this.shapes = shapes;
        this.widths = widths.clone();
        table = new Table(parent, SWT.FULL_SELECTION | SWT.SINGLE);
        table.setData(Shapes.ID, id);
        shapes.dress(table);
        table.setHeaderVisible(true);
        GridData place = new GridData(SWT.FILL, SWT.FILL, true, false);
        place.heightHint = LEAST_ROWS * Shapes.ROW;
        table.setLayoutData(place);
        for (int i = 0; i < titles.size(); i++) {
            TableColumn column = new TableColumn(table, SWT.LEFT);
            column.setText(titles.get(i));
            column.setWidth(widths[i]);
        }
        table.addListener(SWT.Resize, e -> stretch());
        table.addListener(SWT.Selection, e -> chosen.accept(rows.get(table.getSelectionIndex()).number()));
    }

    private void stretch() {
        int usual = 0;
        for (int width : widths) {
            usual += width;
        }
        double factor = Math.max(1, table.getClientArea().width / (double) usual);
        for (int i = 0; i < widths.length; i++) {
            table.getColumn(i).setWidth((int) (widths[i] * factor));
        }
    }

    /** Takes all the room there is. */
    void fill() {
        GridData place = Shapes.fill();
        place.heightHint = LEAST_ROWS * Shapes.ROW;
        table.setLayoutData(place);
    }

    /** Shows these and chooses that number, where it is among them. */
    void show(List<Row> fresh, Optional<Integer> number) {
        rows = new ArrayList<>(fresh);
        table.removeAll();
        for (Row row : rows) {
            TableItem item = new TableItem(table, SWT.NONE);
            item.setText(row.cells().toArray(String[]::new));
            if (!row.active()) {
                item.setForeground(shapes.look().palette().secondary());
            }
        }
        for (int i = 0; i < rows.size(); i++) {
            if (number.isPresent() && rows.get(i).number() == number.get()) {
                table.setSelection(i);
            }
        }
    }

    void chooseNone() {
        table.deselectAll();
    }
}
