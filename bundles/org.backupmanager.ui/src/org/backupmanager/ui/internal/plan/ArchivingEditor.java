package org.backupmanager.ui.internal.plan;

import java.time.DayOfWeek;
import java.time.Month;
import java.util.EnumSet;

import org.backupmanager.plan.ArchivingRule;
import org.backupmanager.plan.ArchivingRule.Days;
import org.backupmanager.plan.ArchivingRule.OfMonth;
import org.backupmanager.plan.ArchivingRule.OfWeeks;
import org.backupmanager.plan.PlanWords;
import org.backupmanager.ui.internal.plan.PlanKind.Editor;
import org.backupmanager.ui.internal.plan.PlanKind.Facts;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;

/** An archiving rule as a form. */
final class ArchivingEditor implements Editor<ArchivingRule> {

    private static final int HALF_YEAR = 6;
    private static final int WEEK = 7;

    private final Text name;
    private final Text time;
    private final Checks<Month> months;
    private final Button byDays;
    private final Text days;
    private final Button byWeeks;
    private final Text weeks;
    private final Checks<DayOfWeek> weekdays;
    private final Checks<String> sources;
    private final Button active;

    ArchivingEditor(Form form, Facts<ArchivingRule> facts) {
        name = form.line(Messages.name, "archiving.name");
        months = form.each(Messages.months, "archiving.month", CalendarNames.months(),
                HALF_YEAR);
        Composite first = form.row(Messages.days, 3);
        byDays = form.radio(first, Messages.onDays, "archiving.byDays");
        days = form.little(first, "archiving.days");
        form.shapes().secondary(first, Messages.onDaysHint);
        Composite second = form.row("", 3);
        byWeeks = form.radio(second, Messages.onWeeks, "archiving.byWeeks");
        weeks = form.little(second, "archiving.weeks");
        form.shapes().secondary(second, Messages.onWeeksHint);
        weekdays = form.each("", "archiving.weekday", CalendarNames.week(), WEEK);
        byDays.addListener(SWT.Selection, e -> choose(true));
        byWeeks.addListener(SWT.Selection, e -> choose(false));
        time = form.little(form.row(Messages.time, 1), "archiving.time");
        sources = form.sources(Messages.sources, "archiving.source", facts.sources());
        active = form.check(Messages.active, "archiving.active");
    }

    private void choose(boolean daily) {
        byDays.setSelection(daily);
        byWeeks.setSelection(!daily);
        days.setEnabled(daily);
        weeks.setEnabled(!daily);
    }

    @Override
    public void show(ArchivingRule rule) {
        name.setText(rule.name());
        time.setText(PlanWords.time(rule.time()));
        months.choose(rule.months());
        days.setText("Last");
        weeks.setText("1");
        weekdays.choose(EnumSet.of(DayOfWeek.SUNDAY));
        switch (rule.days()) {
            case OfMonth numbers -> days.setText(PlanWords.daysOfMonth(numbers));
            case OfWeeks some -> {
                weeks.setText(PlanWords.weeks(some));
                weekdays.choose(some.weekdays());
            }
        }
        choose(rule.days() instanceof OfMonth);
        Form.choose(sources, rule.sources());
        active.setSelection(rule.active());
    }

    @Override
    public ArchivingRule read() {
        require(!name.getText().isBlank(), Messages.nameMissing);
        require(Form.isTime(time), Messages.timeWrong);
        require(!months.chosen().isEmpty(), Messages.monthMissing);
        require(!sources.chosen().isEmpty(), Messages.sourceMissing);
        return new ArchivingRule(name.getText().strip(), active.getSelection(), PlanWords.time(time.getText()),
                Form.ids(sources), months.chosen(), chosenDays());
    }

    private Days chosenDays() {
        if (byWeeks.getSelection()) {
            require(!weekdays.chosen().isEmpty(), Messages.dayMissing);
        }
        try {
            return byDays.getSelection() ? PlanWords.daysOfMonth(days.getText())
                    : PlanWords.weeks(weeks.getText(), PlanWords.days(weekdays.chosen()));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(byDays.getSelection() ? Messages.daysWrong : Messages.weeksWrong, wrong);
        }
    }

    private static void require(boolean fits, String sentence) {
        if (!fits) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
