package org.backupmanager.ui.internal.plan;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

import org.backupmanager.plan.PlanWords;
import org.backupmanager.plan.Schedule;
import org.backupmanager.plan.Schedule.At;
import org.backupmanager.plan.Schedule.Every;
import org.backupmanager.plan.Schedule.Timing;
import org.backupmanager.ui.internal.plan.PlanKind.Editor;
import org.backupmanager.ui.internal.plan.PlanKind.Facts;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;

/** A schedule as a form. */
final class ScheduleEditor implements Editor<Schedule> {

    private static final int WEEK = 7;

    private final Text name;
    private final Button once;
    private final Text time;
    private final Button again;
    private final Text minutes;
    private final Text from;
    private final Text until;
    private final Checks<DayOfWeek> days;
    private final Checks<String> sources;
    private final Combo before;
    private final Combo after;
    private final Button catchUp;
    private final Button active;
    /** Numbers of the scripts in the order of both lists. */
    private final List<Integer> scripts = new ArrayList<>(List.of(0));

    ScheduleEditor(Form form, Facts<Schedule> facts) {
        name = form.line(Messages.name, "schedule.name");
        Composite daily = form.row(Messages.when, 2);
        once = form.radio(daily, Messages.onceADay, "schedule.once");
        time = form.little(daily, "schedule.time");
        Composite often = form.row("", 7);
        again = form.radio(often, Messages.againEvery, "schedule.again");
        minutes = form.little(often, "schedule.minutes");
        form.shapes().text(often, Messages.minutesFrom);
        from = form.little(often, "schedule.from");
        form.shapes().text(often, Messages.until);
        until = form.little(often, "schedule.until");
        // radio buttons in two rows do not know of one another
        once.addListener(SWT.Selection, e -> choose(true));
        again.addListener(SWT.Selection, e -> choose(false));
        days = form.each(Messages.days, "schedule.day", CalendarNames.week(), WEEK);
        sources = form.sources(Messages.sources, "schedule.source", facts.sources());
        Composite around = form.row(Messages.scripts, 4);
        form.shapes().text(around, Messages.scriptBefore);
        before = form.choice(around, "schedule.before");
        form.shapes().text(around, Messages.scriptAfter);
        after = form.choice(around, "schedule.after");
        before.add(Messages.noScript);
        after.add(Messages.noScript);
        facts.scripts().forEach((number, script) -> {
            scripts.add(number);
            before.add(script.name());
            after.add(script.name());
        });
        catchUp = form.check(Messages.catchUp, "schedule.catchUp");
        active = form.check(Messages.active, "schedule.active");
    }

    private void choose(boolean daily) {
        once.setSelection(daily);
        again.setSelection(!daily);
        time.setEnabled(daily);
        minutes.setEnabled(!daily);
        from.setEnabled(!daily);
        until.setEnabled(!daily);
    }

    @Override
    public void show(Schedule schedule) {
        name.setText(schedule.name());
        time.setText("02:00");
        minutes.setText("60");
        from.setText("00:00");
        until.setText("24:00");
        switch (schedule.timing()) {
            case At(LocalTime at) -> time.setText(PlanWords.time(at));
            case Every(int every, LocalTime begin, LocalTime end) -> {
                minutes.setText(Integer.toString(every));
                from.setText(PlanWords.time(begin));
                until.setText(end.equals(LocalTime.MIDNIGHT) ? "24:00" : PlanWords.time(end));
            }
        }
        choose(schedule.timing() instanceof At);
        days.choose(schedule.days());
        Form.choose(sources, schedule.sources());
        before.select(Math.max(0, scripts.indexOf(schedule.before())));
        after.select(Math.max(0, scripts.indexOf(schedule.after())));
        catchUp.setSelection(schedule.catchUp());
        active.setSelection(schedule.active());
    }

    @Override
    public Schedule read() {
        require(!name.getText().isBlank(), Messages.nameMissing);
        require(!days.chosen().isEmpty(), Messages.dayMissing);
        require(!sources.chosen().isEmpty(), Messages.sourceMissing);
        return new Schedule(name.getText().strip(), active.getSelection(), timing(), days.chosen(), Form.ids(sources),
                scripts.get(Math.max(0, before.getSelectionIndex())),
                scripts.get(Math.max(0, after.getSelectionIndex())),
                catchUp.getSelection());
    }

    private Timing timing() {
        if (once.getSelection()) {
            require(Form.isTime(time), Messages.timeWrong);
            return new At(PlanWords.time(time.getText()));
        }
        String number = minutes.getText().strip();
        require(number.matches("[0-9]{1,4}") && Integer.parseInt(number) >= 1
                && Integer.parseInt(number) <= Every.MOST_MINUTES, Messages.minutesWrong);
        require(Form.isTime(from) && Form.isTime(until), Messages.timeWrong);
        return new Every(Integer.parseInt(number), PlanWords.time(from.getText()), PlanWords.time(until.getText()));
    }

    private static void require(boolean fits, String sentence) {
        if (!fits) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
