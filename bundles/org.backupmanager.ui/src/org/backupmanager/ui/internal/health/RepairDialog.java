package org.backupmanager.ui.internal.health;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import org.backupmanager.model.Code;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.Trouble;
import org.backupmanager.recovery.RepairPlan;
import org.backupmanager.session.Session;
import org.backupmanager.ui.internal.look.Mark;
import org.backupmanager.ui.internal.look.Meter;
import org.backupmanager.ui.internal.look.Names;
import org.backupmanager.ui.internal.look.Shapes;
import org.backupmanager.ui.internal.work.Activity;
import org.backupmanager.ui.internal.work.Desk;
import org.backupmanager.ui.internal.work.Outcome;
import org.eclipse.jface.dialogs.Dialog;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;

/** Shows what a repair would do; whoever presses its button wants that done. Nothing is changed here. */
final class RepairDialog extends Dialog {

    private static final int MOST = 2000;
    private static final Point SIZE = new Point(900, 520);

    private final Desk desk;
    private final AtomicReference<Optional<Session>> planning = new AtomicReference<>(Optional.empty());
    private Label said;
    private Meter meter;
    private Table table;
    private Text copy;
    private Button again;
    private Optional<String> planned = Optional.empty();

    /** How a plan ended, and what it says. */
    private record Plan(SessionReport report, List<Trouble> troubles) {
        long healable() {
            return troubles.stream().filter(trouble -> trouble.code() == Code.HEALABLE).count();
        }

        long hopeless() {
            return troubles.stream().filter(trouble -> trouble.code() == Code.NOT_HEALABLE).count();
        }
    }

    RepairDialog(Shell parent, Desk desk) {
        super(parent);
        this.desk = desk;
    }

    /** The second copy that the plan heals from. */
    Optional<String> copy() {
        return planned;
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText(Messages.planTitle);
    }

    @Override
    protected boolean isResizable() {
        return true;
    }

    @Override
    protected Point getInitialSize() {
        return SIZE;
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = (Composite) super.createDialogArea(parent);
        said = new Label(area, SWT.WRAP);
        said.setData(Shapes.ID, "repair.said");
        said.setLayoutData(Shapes.fillRow());
        meter = new Meter(area, desk.look(), Messages.planTitle);
        meter.setLayoutData(Shapes.fillRow());
        table = new Table(area, SWT.BORDER | SWT.FULL_SELECTION);
        table.setData(Shapes.ID, "repair.plan");
        table.setLayoutData(Shapes.fill());
        new TableColumn(table, SWT.LEFT).setWidth(SIZE.x * 2);
        copyRow(area);
        desk.feed().hear(area, this::progress, () -> { });
        return area;
    }

    private void copyRow(Composite area) {
        Composite row = new Composite(area, SWT.NONE);
        row.setLayout(Shapes.layout(3, 0));
        row.setLayoutData(Shapes.fillRow());
        new Label(row, SWT.NONE).setText(Messages.copy);
        copy = new Text(row, SWT.BORDER | SWT.SINGLE);
        copy.setData(Shapes.ID, "repair.copy");
        copy.setToolTipText(Messages.copyTip);
        copy.setLayoutData(Shapes.fillRow());
        again = new Button(row, SWT.PUSH);
        again.setText(Messages.planAgain);
        again.setData(Shapes.ID, "repair.again");
        again.setLayoutData(new GridData(SWT.RIGHT, SWT.CENTER, false, false));
        again.addListener(SWT.Selection, e -> plan());
    }

    @Override
    protected void createButtonsForButtonBar(Composite parent) {
        createButton(parent, IDialogConstants.OK_ID, Messages.repairNone, false).setData(Shapes.ID, "repair.now");
        createButton(parent, IDialogConstants.CANCEL_ID, Messages.leave, true).setData(Shapes.ID, "repair.close");
        plan();
    }

    private void plan() {
        String typed = copy.getText().strip();
        planned = typed.isEmpty() ? Optional.empty() : Optional.of(typed);
        enable(false);
        table.removeAll();
        say(Messages.planning);
        desk.background().run(table, Messages.planTitle, monitor -> {
            Session session = desk.device().sessions().startRepair(new RepairPlan(false, planned));
            planning.set(Optional.of(session));
            desk.feed().wake();
            SessionReport report = session.await();
            return new Plan(report, desk.device().sessions().troubles(report.id(), MOST));
        }, this::show, problem -> {
            say(problem.getMessage());
            again.setEnabled(true);
        });
    }

    private void enable(boolean possible) {
        again.setEnabled(possible);
        getButton(IDialogConstants.OK_ID).setEnabled(false);
    }

    private void progress(List<Activity> running) {
        Verdict.upkeep(running).ifPresent(one -> meter.set(one.part(), desk.look().palette().accent()));
    }

    private void show(Plan plan) {
        enable(true);
        meter.set(1, desk.look().palette().accent());
        for (Trouble trouble : plan.troubles) {
            TableItem item = new TableItem(table, SWT.NONE);
            boolean heals = trouble.code() == Code.HEALABLE;
            item.setImage(desk.look().icons().state(heals ? Mark.OK : Mark.ERROR));
            item.setText(Names.brief(trouble.path().isRoot() ? trouble.detail()
                    : NLS.bind(Messages.itemStays, trouble.path(), trouble.detail())));
        }
        long heals = plan.healable();
        String all = desk.amounts().count(heals + plan.hopeless());
        if (!plan.report.state().isRestorable()) {
            say(NLS.bind(Messages.planEnded, Outcome.word(plan.report)));
        } else if (plan.troubles.isEmpty()) {
            say(Messages.planNothing);
        } else {
            String words = plan.hopeless() > 0 ? Messages.planSome : heals == 1 ? Messages.planOne : Messages.planAll;
            say(NLS.bind(words, desk.amounts().count(heals), all));
        }
        Button now = getButton(IDialogConstants.OK_ID);
        now.setText(heals == 0 ? Messages.repairNone
                : desk.amounts().plural(heals, Messages.repairOne, Messages.repairMany));
        setButtonLayoutData(now);
        now.setEnabled(plan.report.state().isRestorable() && heals > 0);
        getShell().layout(true, true);
    }

    private void say(String text) {
        said.setText(Shapes.escape(text));
        said.getParent().layout(true, true);
    }

    /** Nobody wants the plan any more. */
    @Override
    public boolean close() {
        planning.get().ifPresent(session -> Thread.ofVirtual().start(session::cancel));
        return super.close();
    }
}
