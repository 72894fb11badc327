package org.backupmanager.ui.internal.restore;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import org.backupmanager.session.BackupException;
import org.backupmanager.session.CleanUp.Removed;
import org.backupmanager.ui.internal.look.Shapes;
import org.backupmanager.ui.internal.work.Desk;
import org.eclipse.jface.dialogs.Dialog;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;

/** Sessions that were removed and can still be brought back, with the days that are left for that. */
final class RemovedSessions extends Dialog {

    private static final int BACK = IDialogConstants.CLIENT_ID;
    private static final int HEIGHT = 180;

    private final Desk desk;
    private Table table;
    private Label said;
    private List<Removed> rows = List.of();

    RemovedSessions(Shell parent, Desk desk) {
        super(parent);
        this.desk = desk;
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText(Messages.removedTitle);
    }

    @Override
    protected boolean isResizable() {
        return true;
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = (Composite) super.createDialogArea(parent);
        table = new Table(area, SWT.BORDER | SWT.FULL_SELECTION | SWT.MULTI);
        table.setData(Shapes.ID, "removed.sessions");
        table.setHeaderVisible(true);
        Shapes.column(table, Messages.removedSource, 150);
        Shapes.column(table, Messages.removedWhen, 190);
        Shapes.column(table, Messages.removedLeft, 200);
        GridData data = Shapes.fill();
        data.heightHint = HEIGHT;
        table.setLayoutData(data);
        table.addListener(SWT.Selection, e -> getButton(BACK).setEnabled(table.getSelectionCount() > 0));
        said = new Label(area, SWT.WRAP);
        said.setData(Shapes.ID, "removed.said");
        said.setLayoutData(Shapes.fillRow());
        load();
        return area;
    }

    @Override
    protected void createButtonsForButtonBar(Composite parent) {
        Button back = createButton(parent, BACK, Messages.bringBack, false);
        back.setData(Shapes.ID, "removed.back");
        back.setEnabled(false);
        createButton(parent, IDialogConstants.OK_ID, IDialogConstants.CLOSE_LABEL, true)
                .setData(Shapes.ID, "removed.close");
    }

    private void load() {
        said.setText(Messages.removedLoading);
        desk.background().run(table, Messages.removedTitle, monitor -> desk.device().cleanUp().removed(), this::show,
                this::tell);
    }

    private void show(List<Removed> removed) {
        rows = removed;
        table.removeAll();
        Instant now = desk.clock().instant();
        for (Removed one : rows) {
            var item = new TableItem(table, SWT.NONE);
            item.setText(new String[] {label(one), desk.amounts().date(one.report().start(), now),
                    one.daysLeft() == 0 ? Messages.untilCleanUp
                            : desk.amounts().plural(one.daysLeft(), Messages.dayLeft, Messages.daysLeft)});
        }
        getButton(BACK).setEnabled(false);
        said.setText(rows.isEmpty() ? Messages.noneRemoved : "");
    }

    private String label(Removed removed) {
        try {
            return desk.device().source(removed.report().source()).label();
        } catch (BackupException notInstalled) {
            return removed.report().source();
        }
    }

    @Override
    protected void buttonPressed(int button) {
        if (button == BACK) {
            bringBack();
        } else {
            super.buttonPressed(button);
        }
    }

    private void bringBack() {
        var sessions = Arrays.stream(table.getSelectionIndices()).mapToObj(rows::get)
                .map(one -> one.report().id()).toList();
        desk.background().run(table, Messages.bringBack, monitor -> {
            desk.device().cleanUp().undelete(sessions);
            return sessions;
        }, done -> {
            desk.standing().refresh();
            load();
        }, this::tell);
    }

    private void tell(BackupException problem) {
        said.setText(problem.getMessage());
        said.getParent().layout(true, true);
    }
}
