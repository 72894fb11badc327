package org.backupmanager.ui.internal.restore;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.backupmanager.plan.ContinuousRestore;
import org.backupmanager.plan.ContinuousRestores;
import org.backupmanager.session.BackupException;
import org.backupmanager.ui.internal.look.Mark;
import org.backupmanager.ui.internal.look.Question;
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

/** Folders that follow the sessions: how each of them stands, and how to pause or end that. */
final class ContinuousDialog extends Dialog {

    private static final int PAUSE = IDialogConstants.CLIENT_ID;
    private static final int END = PAUSE + 1;
    private static final int HEIGHT = 200;
    private static final int WIDTH = 820;

    private final Desk desk;
    private Table table;
    private Label said;
    private List<Row> rows = List.of();

    /** One of them. */
    private record Row(int number, ContinuousRestore restore, String source,
            Optional<ContinuousRestores.Standing> standing) {

        ContinuousRestore active(boolean next) {
            return new ContinuousRestore(restore.name(), next, restore.source(), restore.selection(),
                    restore.excludes(), restore.place(), restore.pollMinutes());
        }
    }

    /** Something that is done to one of them. */
    @FunctionalInterface
    private interface Deed {
        void on(ContinuousRestores restores) throws BackupException;
    }

    ContinuousDialog(Shell parent, Desk desk) {
        super(parent);
        this.desk = desk;
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText(Messages.continuousTitle);
    }

    @Override
    protected boolean isResizable() {
        return true;
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = (Composite) super.createDialogArea(parent);
        table = new Table(area, SWT.BORDER | SWT.FULL_SELECTION | SWT.SINGLE);
        table.setData(Shapes.ID, "continuous.list");
        table.setHeaderVisible(true);
        Shapes.column(table, Messages.continuousFolder, 320);
        Shapes.column(table, Messages.continuousSource, 140);
        Shapes.column(table, Messages.continuousAsOf, 150);
        Shapes.column(table, Messages.continuousState, 200);
        GridData data = Shapes.fill();
        data.heightHint = HEIGHT;
        table.setLayoutData(data);
        table.addListener(SWT.Selection, e -> enable());
        said = new Label(area, SWT.WRAP);
        said.setData(Shapes.ID, "continuous.said");
        GridData place = Shapes.fillRow();
        place.widthHint = WIDTH;
        said.setLayoutData(place);
        return area;
    }

    @Override
    protected void createButtonsForButtonBar(Composite parent) {
        createButton(parent, PAUSE, Messages.continuousResume, false).setData(Shapes.ID, "continuous.pause");
        createButton(parent, END, Messages.continuousEnd, false).setData(Shapes.ID, "continuous.end");
        createButton(parent, IDialogConstants.OK_ID, IDialogConstants.CLOSE_LABEL, true)
                .setData(Shapes.ID, "continuous.close");
        enable();
        load(Messages.continuousNone, "");
    }

    /** Lists them anew; says the one sentence where there is none, else the other. */
    private void load(String none, String some) {
        say(Messages.continuousLoading);
        desk.background().run(table, Messages.continuousTitle, monitor -> read(), found -> {
            show(found);
            say(found.isEmpty() ? none : some);
        }, problem -> say(problem.getMessage()));
    }

    private List<Row> read() throws BackupException {
        ContinuousRestores restores = desk.device().plans().continuous();
        Map<Integer, ContinuousRestores.Standing> standing = restores.standing();
        var found = new ArrayList<Row>();
        for (Map.Entry<Integer, ContinuousRestore> one : restores.all().entrySet()) {
            found.add(new Row(one.getKey(), one.getValue(), label(one.getValue().source()),
                    Optional.ofNullable(standing.get(one.getKey()))));
        }
        return found;
    }

    private String label(String source) {
        try {
            return desk.device().source(source).label();
        } catch (BackupException notInstalled) {
            return source;
        }
    }

    private void show(List<Row> found) {
        rows = found;
        table.removeAll();
        for (Row row : rows) {
            var item = new TableItem(table, SWT.NONE);
            item.setText(new String[] {place(row), row.source(), row.standing()
                    .flatMap(ContinuousRestores.Standing::start)
                    .map(time -> desk.amounts().date(time, desk.clock().instant())).orElse(""), state(row)});
            item.setImage(desk.look().icons().state(mark(row)));
        }
        enable();
    }

    private static String place(Row row) {
        String folder = row.restore().place().toString();
        return row.restore().name().equals(folder) ? folder
                : Messages.bind(Messages.continuousNamed, row.restore().name(), folder);
    }

    private static Optional<String> problem(Row row) {
        return row.standing().flatMap(ContinuousRestores.Standing::problem);
    }

    private static Mark mark(Row row) {
        return !row.restore().active() ? Mark.HELD : problem(row).isPresent() ? Mark.WARNING
                : row.standing().isPresent() ? Mark.OK : Mark.IDLE;
    }

    private static String state(Row row) {
        return !row.restore().active() ? Messages.continuousPaused : problem(row).orElse(
                row.standing().isPresent() ? Messages.continuousFollows : Messages.continuousNotYet);
    }

    private Optional<Row> chosen() {
        return table.getSelectionIndex() < 0 ? Optional.empty() : Optional.of(rows.get(table.getSelectionIndex()));
    }

    private void enable() {
        Optional<Row> row = chosen();
        Button pause = getButton(PAUSE);
        pause.setText(row.filter(one -> !one.restore().active()).isPresent() ? Messages.continuousResume
                : Messages.continuousPause);
        pause.setEnabled(row.isPresent());
        getButton(END).setEnabled(row.isPresent());
        row.ifPresent(one -> say(problem(one).orElse("")));
    }

    @Override
    protected void buttonPressed(int button) {
        if (button == PAUSE) {
            chosen().ifPresent(row -> perform("", restores ->
                    restores.change(row.number(), row.active(!row.restore().active()))));
        } else if (button == END) {
            chosen().ifPresent(this::end);
        } else {
            super.buttonPressed(button);
        }
    }

    private void end(Row row) {
        String folder = row.restore().place().toString();
        if (Question.ask(getShell(), "continuous.end", Messages.continuousTitle,
                Messages.bind(Messages.continuousEndQuestion, folder), Messages.continuousEndNow,
                Messages.continuousEndNot)) {
            perform(Messages.bind(Messages.continuousEnded, folder), restores -> restores.remove(row.number()));
        }
    }

    private void perform(String done, Deed deed) {
        desk.background().run(table, Messages.continuousTitle, monitor -> {
            deed.on(desk.device().plans().continuous());
            return deed;
        }, then -> load(done, done), problem -> say(problem.getMessage()));
    }

    private void say(String text) {
        said.setText(Shapes.escape(text));
        said.getParent().layout(true, true);
    }
}
