package org.backupmanager.ui.internal.restore;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.plan.ContinuousRestore;
import org.backupmanager.recovery.RecoveryPlan;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Session;
import org.backupmanager.ui.internal.look.Headline;
import org.backupmanager.ui.internal.look.Mark;
import org.backupmanager.ui.internal.look.Shapes;
import org.backupmanager.ui.internal.work.Desk;
import org.backupmanager.ui.internal.work.Page;
import org.backupmanager.ui.internal.work.Standing;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;

/** Answers "give me my data back". */
public final class RestorePage implements Page {

    private static final int WHEN = 280;
    private static final int WHERE = 312;
    private static final int POLL_MINUTES = 15;

    private final Desk desk;
    private final Headline headline;
    private final WhenColumn when;
    private final WhatColumn what;
    private final WhereColumn where;
    private final RestoreSize size;
    private final Button continuous;
    private final Composite columns;
    private final Composite none;
    private Optional<Job> follow = Optional.empty();

    public RestorePage(Composite area, Desk desk) {
        this.desk = desk;
        Shapes shapes = desk.shapes();
        headline = new Headline(area, desk.look(), Messages.title);
        continuous = shapes.button(headline.row(2), "restore.continuous.list", Messages.continuousList,
                this::showContinuous);
        continuous.setToolTipText(Messages.continuousListTip);
        none = shapes.card(headline.page(), 1);
        none.setLayoutData(Shapes.fill());
        Composite middle = shapes.grid(none, 1);
        middle.setLayoutData(new GridData(SWT.CENTER, SWT.CENTER, true, true));
        shapes.title(middle, Messages.noneTitle).setLayoutData(new GridData(SWT.CENTER, SWT.CENTER, true, false));
        shapes.paragraph(middle, Messages.noneText, 1, 420).setAlignment(SWT.CENTER);
        Shapes.place(shapes.button(middle, "restore.none.backup", Messages.noneAction, () -> desk.guide().backup()),
                new GridData(SWT.CENTER, SWT.CENTER, true, false));
        columns = shapes.grid(headline.page(), 3);
        ((GridLayout) columns.getLayout()).horizontalSpacing = Shapes.WIDE_GAP;
        columns.setLayoutData(Shapes.fill());
        when = new WhenColumn(columns, desk, this::chosen);
        when.control().setLayoutData(column(WHEN));
        what = new WhatColumn(columns, desk, this::changed, when::choose);
        what.control().setLayoutData(Shapes.fill());
        where = new WhereColumn(columns, desk, this::say, this::start, this::undo);
        where.control().setLayoutData(column(WHERE));
        size = new RestoreSize(desk, headline.page(), found -> say());
        desk.standing().hear(headline.page(), this::update);
    }

    private static GridData column(int width) {
        GridData data = new GridData(SWT.FILL, SWT.FILL, false, true);
        data.widthHint = width;
        return data;
    }

    private void update(Standing.Facts facts) {
        boolean some = facts.latestRestorable().isPresent();
        Shapes.show(columns, some);
        Shapes.show(none, !some);
        headline.page().layout(true, true);
        when.show(facts);
    }

    private void chosen(SessionReport session) {
        what.show(session);
        changed();
    }

    private void changed() {
        when.chosen().ifPresent(session -> size.count(session, what));
        say();
    }

    private void say() {
        where.say(when.chosen(), what, size.found());
    }

    private void start() {
        when.chosen().ifPresent(session -> {
            RecoveryPlan plan = new RecoveryPlan(session.source(), new RecoveryPlan.Moment.Of(session.id()),
                    what.chosen(), what.leftOut(), where.place(), where.existing(), where.choices());
            if (where.follows()) {
                followSessions(plan);
                return;
            }
            Optional<WhereColumn.Archive> archive = where.archive();
            follow(() -> archive.isPresent()
                    ? desk.device().restores().export(plan, archive.get().file(), archive.get().format())
                    : desk.device().sessions().startRestore(plan), report -> {
                ended(report);
                if (plan.keepsReplaced()) {
                    offerUndo(report);
                }
            });
        });
    }

    /** Keeps the folder like the newest session from now on. */
    private void followSessions(RecoveryPlan plan) {
        Path place = plan.place().orElseThrow();
        var restore = new ContinuousRestore(place.toString(), true, plan.source(), plan.selection(), plan.excludes(),
                place, POLL_MINUTES);
        where.busy(true);
        desk.background().run(headline.page(), Messages.title, monitor -> desk.device().plans().continuous()
                .add(restore), number -> {
                    where.busy(false);
                    countContinuous();
                    where.result(Mark.OK, Messages.bind(Messages.continuousAdded, number), Optional.empty());
                }, problem -> {
                    where.busy(false);
                    where.result(Mark.ERROR, problem.getMessage(), Optional.empty());
                });
    }

    private void showContinuous() {
        new ContinuousDialog(headline.page().getShell(), desk).open();
        countContinuous();
    }

    /** Says on the button how many folders follow the sessions. */
    private void countContinuous() {
        desk.background().run(headline.page(), Messages.continuousList, monitor -> desk.device().plans().continuous()
                .all().size(), count -> {
                    continuous.setText(count == 0 ? Messages.continuousList
                            : Messages.bind(Messages.continuousListMany, count));
                    Shapes.place(continuous, (GridData) continuous.getLayoutData());
                    continuous.getParent().layout(true, true);
                }, problem -> headline.problem(problem.getMessage()));
    }

    private void undo(SessionReport restore) {
        follow(() -> desk.device().restores().undo(restore.id()), this::ended);
    }

    private void offerUndo(SessionReport restore) {
        desk.background().run(headline.page(), Messages.undo, monitor -> desk.device().restores().undoable(), all -> {
            if (all.stream().anyMatch(one -> one.session().equals(restore.id()))) {
                where.undoable();
            }
        }, problem -> where.result(Mark.ERROR, problem.getMessage(), Optional.of(restore)));
    }

    /** Starts something that restores. */
    @FunctionalInterface
    private interface Start {
        Session start() throws BackupException;
    }

    private void follow(Start begin, Consumer<SessionReport> then) {
        where.busy(true);
        follow.ifPresent(Job::cancel);
        follow = Optional.of(desk.background().run(headline.page(), Messages.title, monitor -> {
            Session running = begin.start();
            desk.feed().wake();
            return running.await();
        }, then, problem -> {
            where.busy(false);
            where.result(Mark.ERROR, problem.getMessage(), Optional.empty());
        }));
    }

    private void ended(SessionReport report) {
        where.busy(false);
        where.ended(report);
        desk.standing().refresh();
    }

    /** Chooses the session to restore from. */
    public void choose(SessionId session) {
        when.choose(session);
    }

    @Override
    public Composite control() {
        return headline.page();
    }

    @Override
    public void shown() {
        desk.standing().refresh();
        countContinuous();
    }
}
