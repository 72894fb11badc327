package org.backupmanager.ui.internal.backup;

import org.backupmanager.ui.internal.look.Amounts;
import org.backupmanager.ui.internal.look.Shapes;
import org.backupmanager.ui.internal.work.Desk;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

/** The line that says what is selected and how big it is. */
final class SelectionSummary {

    private final Desk desk;
    private final Choice choice;
    private final Composite row;
    private final Label what;
    private final Label size;
    private final Button stop;
    private final SelectionCount count;
    private boolean counting;

    SelectionSummary(Composite parent, Desk desk, Choice choice) {
        this.desk = desk;
        this.choice = choice;
        Shapes shapes = desk.shapes();
        row = shapes.grid(parent, 3);
        GridData place = Shapes.fillRow();
        place.heightHint = 36;
        row.setLayoutData(place);
        what = shapes.heading(row, "");
        size = shapes.secondary(row, "");
        size.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, true));
        size.setData(Shapes.ID, "backup.size");
        stop = shapes.button(row, "backup.count", Messages.stopCounting, this::press);
        what.setData(Shapes.ID, "backup.what");
        count = new SelectionCount(desk, row, this::counted);
    }

    /** Says what is chosen now and counts it anew. */
    void show() {
        int chosen = choice.selection().includes().size();
        int kinds = choice.selection().kinds().size();
        int left = choice.selection().excludes().size();
        String also = kinds == 0 ? "" : " " + desk.amounts().plural(kinds, Messages.oneKind, Messages.manyKinds);
        String places = chosen == 0 ? "" : desk.amounts().plural(chosen, Messages.oneChosen, Messages.manyChosen);
        String without = left == 0 ? "" : " " + desk.amounts().plural(left, Messages.oneLeftOut, Messages.manyLeftOut);
        what.setText(Shapes.escape(choice.selection().isEmpty() ? Messages.nothingChosen
                : (places + also + without).strip()));
        if (choice.selection().isEmpty()) {
            count.stop();
            size.setText("");
            stop.setVisible(false);
        } else {
            count.count(choice.source(), choice.selection());
        }
    }

    private void press() {
        if (counting) {
            count.stop();
        } else {
            count.count(choice.source(), choice.selection());
        }
    }

    private void counted(SelectionCount.Count found) {
        Amounts amounts = desk.amounts();
        String numbers = Messages.bind(Messages.sum,
                amounts.plural(found.files(), Messages.oneFile, Messages.manyFiles), amounts.size(found.bytes()));
        counting = found.state() == SelectionCount.State.COUNTING;
        stop.setVisible(found.state() != SelectionCount.State.DONE);
        stop.setText(counting ? Messages.stopCounting : Messages.count);
        size.setText(Shapes.escape(switch (found.state()) {
            case COUNTING -> Messages.bind(Messages.sofar, numbers);
            case DONE -> numbers;
            case STOPPED -> Messages.notCounted;
            case FAILED -> found.problem();
        }));
        row.layout();
        size.setToolTipText(found.problem().isEmpty() ? amounts.exactSize(found.bytes()) : found.problem());
    }
}
