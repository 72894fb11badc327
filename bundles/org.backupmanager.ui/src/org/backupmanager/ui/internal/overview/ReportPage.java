package org.backupmanager.ui.internal.overview;

import java.time.Duration;
import java.util.Optional;

import org.backupmanager.model.SessionReport;
import org.backupmanager.ui.internal.look.Amounts;
import org.backupmanager.ui.internal.look.Headline;
import org.backupmanager.ui.internal.look.Mark;
import org.backupmanager.ui.internal.look.Shapes;
import org.backupmanager.ui.internal.work.Desk;
import org.backupmanager.ui.internal.work.Outcome;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

/** All about one session: how it ended, its numbers, and its errors by cause. */
public final class ReportPage {

    private final Desk desk;
    private final SessionReport report;
    private final Headline headline;

    public ReportPage(Composite area, Desk desk, SessionReport report) {
        this.desk = desk;
        this.report = report;
        Shapes shapes = desk.shapes();
        String source = desk.standing().facts().label(report.source());
        headline = new Headline(area, desk.look(),
                Messages.bind(Messages.reportTitle, Outcome.type(report), source));
        Composite row = headline.row(3);
        Button back = shapes.button(row, "report.back", Messages.back, desk.guide()::overview);
        back.setImage(desk.look().icons().small("back"));
        back.moveAbove(null);
        boolean restorable = report.type() == SessionReport.Type.BACKUP && report.state().isRestorable();
        if (restorable) {
            headline.action("report.restore", Messages.restoreFrom,
                    () -> desk.guide().restore(Optional.of(report.id())));
        }
        outcome();
        numbers();
        if (restorable) {
            new KeepLine(headline.page(), desk, report);
        }
        new TroubleTree(headline.page(), desk, report).control().setLayoutData(Shapes.fill());
    }

    private void outcome() {
        Shapes shapes = desk.shapes();
        Composite line = shapes.grid(headline.page(), 3);
        shapes.text(line, "").setImage(desk.look().icons().state(Outcome.mark(report)));
        Label word = shapes.heading(line, Outcome.word(report));
        word.setForeground(Outcome.mark(report).color(desk.look().palette()));
        shapes.secondary(line, desk.amounts().exactTime(report.start()));
    }

    private String doneTitle() {
        return switch (report.type()) {
            case BACKUP -> Messages.numberChanged;
            case RESTORE -> Messages.numberRestored;
            case VERIFY -> Messages.numberChecked;
            case REPAIR, REPAIR_PLAN -> Messages.numberHealed;
        };
    }

    private String movedTitle() {
        return switch (report.type()) {
            case BACKUP, REPAIR, REPAIR_PLAN -> Messages.numberSent;
            case RESTORE, VERIFY -> Messages.numberReceived;
        };
    }

    private void numbers() {
        Amounts amounts = desk.amounts();
        SessionReport.Totals totals = report.totals();
        boolean backup = report.type() == SessionReport.Type.BACKUP;
        Duration took = report.duration(desk.clock().instant());
        double rate = totals.processedSize() / Math.max(1, took.toMillis() / 1000.0);
        boolean plan = report.type() == SessionReport.Type.REPAIR_PLAN;
        Composite card = desk.shapes().card(headline.page(), backup ? 6 : plan ? 3 : 5);
        ((GridLayout) card.getLayout()).makeColumnsEqualWidth = true;
        card.setLayoutData(Shapes.fillRow());
        number(card, Messages.numberSelected, amounts.size(totals.selectedSize()), items(totals.selectedCount()));
        if (!plan) {
            number(card, doneTitle(), amounts.size(totals.processedSize()), items(totals.processedCount()));
            number(card, movedTitle(), amounts.size(totals.sentSize()), "");
        }
        number(card, Messages.numberDuration, amounts.duration(took),
                plan ? "" : Messages.bind(Messages.onAverage, amounts.rate(rate)));
        Label errors = number(card, Messages.numberErrors, amounts.count(totals.errorCount()), "");
        if (totals.errorCount() > 0) {
            errors.setForeground(Mark.WARNING.color(desk.look().palette()));
        }
        if (backup) {
            number(card, Messages.numberRemoved, amounts.count(totals.removedCount()), "");
        }
    }

    private String items(long count) {
        return report.source().equals(SessionReport.ALL)
                ? desk.amounts().plural(count, Messages.oneCabinet, Messages.cabinets)
                : desk.amounts().plural(count, Messages.oneItem, Messages.items);
    }

    private Label number(Composite card, String name, String value, String below) {
        Composite cell = desk.shapes().grid(card, 1);
        ((GridLayout) cell.getLayout()).verticalSpacing = 2;
        cell.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
        desk.shapes().secondary(cell, name);
        Label number = desk.shapes().text(cell, value);
        number.setFont(desk.look().big());
        desk.shapes().secondary(cell, below.isEmpty() ? " " : below);
        return number;
    }

    public Composite control() {
        return headline.page();
    }
}
