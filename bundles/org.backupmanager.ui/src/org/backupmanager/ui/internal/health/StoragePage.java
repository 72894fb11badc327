package org.backupmanager.ui.internal.health;

import java.util.List;
import java.util.Optional;

import org.backupmanager.model.SessionReport;
import org.backupmanager.recovery.RepairPlan;
import org.backupmanager.recovery.StorageHealth;
import org.backupmanager.recovery.StorageHealth.Parity;
import org.backupmanager.recovery.VerifyPlan;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Session;
import org.backupmanager.ui.internal.look.Headline;
import org.backupmanager.ui.internal.look.Shapes;
import org.backupmanager.ui.internal.work.Activity;
import org.backupmanager.ui.internal.work.Desk;
import org.backupmanager.ui.internal.work.Page;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;

/** Shows how sound the storage is, checks it, and repairs it. */
public final class StoragePage implements Page {

    /** Milliseconds until the next look while parity is made. */
    private static final int AGAIN = 4000;

    private final Desk desk;
    private final Headline headline;
    private final Button check;
    private final Answer answer;
    private final VerifyCard verify;
    private final ProtectionCard protection;
    private final DamageCard damage;
    private Optional<StorageHealth> shown = Optional.empty();
    private int looks;

    public StoragePage(Composite area, Desk desk) {
        this.desk = desk;
        Shapes shapes = desk.shapes();
        headline = new Headline(area, desk.look(), Messages.title);
        check = headline.action("storage.check", Messages.check, this::check);
        answer = new Answer(headline.page(), desk);
        Composite middle = shapes.grid(headline.page(), 2);
        ((GridLayout) middle.getLayout()).horizontalSpacing = Shapes.WIDE_GAP;
        ((GridLayout) middle.getLayout()).makeColumnsEqualWidth = true;
        middle.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
        verify = new VerifyCard(middle, desk, this::judge);
        verify.control().setLayoutData(Shapes.fill());
        protection = new ProtectionCard(middle, desk);
        protection.control().setLayoutData(Shapes.fill());
        damage = new DamageCard(headline.page(), desk, this::plan);
        damage.control().setLayoutData(Shapes.fill());
        desk.feed().hear(headline.page(), this::running, this::refresh);
    }

    private void check() {
        verify.plan().ifPresent(plan -> run(() -> desk.device().sessions().startVerify(plan)));
    }

    /** What can be healed is shown first; nothing is changed before somebody has said so. */
    private void plan() {
        var dialog = new RepairDialog(headline.page().getShell(), desk);
        if (dialog.open() == RepairDialog.OK) {
            run(() -> desk.device().sessions().startRepair(new RepairPlan(true, dialog.copy())));
        }
    }

    /** What begins a session. */
    @FunctionalInterface
    private interface Start {
        Session session() throws BackupException;
    }

    private void run(Start start) {
        headline.problem("");
        answer.clear();
        desk.background().run(headline.page(), Messages.title, monitor -> {
            Session session = start.session();
            desk.feed().wake();
            return session.await();
        }, this::ended, problem -> headline.problem(problem.getMessage()));
    }

    private void ended(SessionReport report) {
        answer.result(report);
        refresh();
    }

    private void refresh() {
        desk.background().run(headline.page(), Messages.title, monitor -> desk.device().health(), this::show,
                problem -> headline.problem(problem.getMessage()));
    }

    private void show(StorageHealth health) {
        shown = Optional.of(health);
        verify.show(health);
        protection.show(health);
        damage.show(health);
        judge();
        headline.page().layout(true, true);
        follow(health.parity().state());
    }

    /** Parity is made without a session that would tell. */
    private void follow(Parity.State parity) {
        if (parity == Parity.State.WORKING || parity == Parity.State.DUE) {
            int now = ++looks;
            headline.page().getDisplay().timerExec(AGAIN, () -> {
                if (now == looks && !headline.page().isDisposed() && headline.page().isVisible()) {
                    refresh();
                }
            });
        }
    }

    private void running(List<Activity> running) {
        judge();
    }

    private void judge() {
        List<Activity> running = desk.feed().now();
        boolean busy = Verdict.upkeep(running).isPresent();
        shown.ifPresent(health -> answer.show(Verdict.of(health, running, desk.clock().instant(), desk.amounts())));
        answer.running(Verdict.upkeep(running));
        Optional<VerifyPlan> plan = verify.plan();
        Shapes.enable(check, !busy && plan.isPresent());
        check.setToolTipText(busy ? Messages.busyTip : Messages.checkTip);
        damage.enable(!busy);
    }

    @Override
    public Composite control() {
        return headline.page();
    }

    @Override
    public void shown() {
        refresh();
    }
}
