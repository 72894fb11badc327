package org.backupmanager.ui.internal.overview;

import java.time.Instant;
import java.util.List;

import org.backupmanager.ui.internal.look.Headline;
import org.backupmanager.ui.internal.look.Shapes;
import org.backupmanager.ui.internal.work.Activity;
import org.backupmanager.ui.internal.work.Desk;
import org.backupmanager.ui.internal.work.Health;
import org.backupmanager.ui.internal.work.Page;
import org.backupmanager.ui.internal.work.RunBackup;
import org.backupmanager.ui.internal.work.Standing;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;

/** Answers "am I protected?". */
public final class OverviewPage implements Page {

    private static final int STORAGE = 248;

    private final Desk desk;
    private final Headline headline;
    private final RunBackup run;
    private final Button runButton;
    private final Answer answer;
    private final SourceRows sources;
    private final StorageCard storage;
    private final SessionTable sessions;

    public OverviewPage(Composite area, Desk desk) {
        this.desk = desk;
        Shapes shapes = desk.shapes();
        headline = new Headline(area, desk.look(), Messages.title);
        run = new RunBackup(desk, headline.page(), headline::problem);
        runButton = headline.action("overview.run", Messages.run, () -> run.start(List.of()));
        answer = new Answer(headline.page(), desk, run);
        Composite middle = shapes.grid(headline.page(), 2);
        ((GridLayout) middle.getLayout()).horizontalSpacing = Shapes.WIDE_GAP;
        middle.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
        sources = new SourceRows(middle, desk, run);
        storage = new StorageCard(middle, desk);
        GridData narrow = new GridData(SWT.FILL, SWT.FILL, false, true);
        narrow.widthHint = STORAGE;
        storage.control().setLayoutData(narrow);
        sessions = new SessionTable(headline.page(), desk);
        sessions.control().setLayoutData(Shapes.fill());
        desk.standing().hear(headline.page(), this::update);
        desk.feed().hear(headline.page(), this::running, () -> { });
    }

    private void update(Standing.Facts facts) {
        Instant now = desk.clock().instant();
        sources.show(facts, now);
        storage.show(facts);
        sessions.show(facts);
        judge();
        headline.page().layout(true, true);
    }

    private void running(List<Activity> running) {
        sessions.update(running);
        judge();
    }

    private void judge() {
        Standing.Facts facts = desk.standing().facts();
        answer.show(Health.of(facts, desk.feed().now(), desk.clock().instant(), desk.amounts()));
        Shapes.enable(runButton, run.possible());
        runButton.setToolTipText(run.tip());
        sources.enable(run.possible());
    }

    @Override
    public Composite control() {
        return headline.page();
    }

    @Override
    public void shown() {
        desk.standing().refresh();
    }
}
