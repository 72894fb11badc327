package org.backupmanager.ui.internal.overview;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.backupmanager.model.SessionReport;
import org.backupmanager.ui.internal.look.Amounts;
import org.backupmanager.ui.internal.look.Mark;
import org.backupmanager.ui.internal.look.Shapes;
import org.backupmanager.ui.internal.work.Desk;
import org.backupmanager.ui.internal.work.Outcome;
import org.backupmanager.ui.internal.work.RunBackup;
import org.backupmanager.ui.internal.work.SourceIcon;
import org.backupmanager.ui.internal.work.Standing;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;

/** A row for each data source that can be used: its 28 days, its last session, its size. */
final class SourceRows {

    private static final int COLUMNS = 7;

    private final Desk desk;
    private final RunBackup run;
    private final Composite card;
    private final List<Button> buttons = new ArrayList<>();

    SourceRows(Composite parent, Desk desk, RunBackup run) {
        this.desk = desk;
        this.run = run;
        card = desk.shapes().card(parent, COLUMNS);
        GridLayout layout = (GridLayout) card.getLayout();
        layout.horizontalSpacing = Shapes.WIDE_GAP;
        layout.verticalSpacing = Shapes.WIDE_GAP;
        card.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
    }

    void show(Standing.Facts facts, Instant now) {
        for (Control child : card.getChildren()) {
            child.dispose();
        }
        buttons.clear();
        head(Messages.columnSource, 2, SWT.LEFT);
        head(Messages.columnDays, 1, SWT.LEFT);
        head(Messages.columnLast, 1, SWT.LEFT);
        head(Messages.columnSelected, 1, SWT.RIGHT);
        head(Messages.columnErrors, 1, SWT.RIGHT);
        head("", 1, SWT.LEFT);
        facts.sources().stream().filter(source -> source.availability().here())
                .forEach(source -> row(facts, source, now));
        if (!facts.reports().isEmpty()) {
            chart(facts, now);
        }
        card.layout(true, true);
    }

    private void chart(Standing.Facts facts, Instant now) {
        Label title = desk.shapes().secondary(card, Messages.sentPerDay);
        GridData above = new GridData(SWT.FILL, SWT.BOTTOM, true, true, COLUMNS, 1);
        title.setLayoutData(above);
        SentChart chart = new SentChart(card, desk.look(), desk.amounts());
        chart.setLayoutData(new GridData(SWT.FILL, SWT.BOTTOM, true, false, COLUMNS, 1));
        chart.show(facts.reports(), now);
    }

    private void head(String text, int span, int alignment) {
        Label label = desk.shapes().secondary(card, text);
        label.setAlignment(alignment);
        label.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, false, false, span, 1));
    }

    private void row(Standing.Facts facts, Standing.SourceFacts source, Instant now) {
        Shapes shapes = desk.shapes();
        Amounts amounts = desk.amounts();
        List<SessionReport> backups = facts.backups(source.source().id());
        Optional<SessionReport> last = backups.stream().filter(r -> r.end().isPresent()).findFirst();
        shapes.text(card, "").setImage(SourceIcon.of(source.source(), desk.look(), 24));
        Label name = shapes.heading(card, source.source().label());
        name.setToolTipText(source.source().description());
        DayBar days = new DayBar(card, desk.look(), amounts);
        days.show(DayHistory.of(backups, now, amounts));
        last(last, now);
        number(last.map(r -> amounts.size(r.totals().selectedSize())).orElse("\u2013"),
                last.map(r -> amounts.exactSize(r.totals().selectedSize())).orElse(""), Optional.empty());
        long errors = last.map(r -> r.totals().errorCount()).orElse(0L);
        number(last.isPresent() ? amounts.count(errors) : "\u2013", "",
                errors > 0 ? Optional.of(Mark.WARNING) : Optional.empty());
        boolean selected = !source.selection().isEmpty();
        Button button = shapes.button(card, "overview.run." + source.source().id(),
                selected ? Messages.runOne : Messages.choose, () -> {
                    if (selected) {
                        run.start(List.of(source.source().id()));
                    } else {
                        desk.guide().backup();
                    }
                });
        if (selected) {
            buttons.add(button);
            Shapes.enable(button, run.possible());
        }
        Shapes.place(button, new GridData(SWT.FILL, SWT.CENTER, false, false));
    }

    private void last(Optional<SessionReport> last, Instant now) {
        Composite cell = desk.shapes().grid(card, 2);
        GridData wide = Shapes.fillRow();
        wide.widthHint = 132;
        cell.setLayoutData(wide);
        last.ifPresentOrElse(report -> {
            desk.shapes().text(cell, "").setImage(desk.look().icons().state(Outcome.mark(report)));
            Label when = desk.shapes().text(cell, desk.amounts().when(report.start(), now));
            when.setToolTipText(Outcome.word(report) + ", " + desk.amounts().exactTime(report.start()));
            when.setLayoutData(Shapes.fillRow());
        }, () -> desk.shapes().secondary(cell, Messages.never));
    }

    private void number(String text, String tip, Optional<Mark> mark) {
        Label label = desk.shapes().text(card, text);
        label.setAlignment(SWT.RIGHT);
        label.setToolTipText(tip.isEmpty() ? null : tip);
        mark.ifPresent(shape -> label.setForeground(shape.color(desk.look().palette())));
        GridData data = new GridData(SWT.FILL, SWT.CENTER, false, false);
        data.minimumWidth = 64;
        label.setLayoutData(data);
    }

    void enable(boolean possible) {
        buttons.forEach(button -> Shapes.enable(button, possible));
    }
}
