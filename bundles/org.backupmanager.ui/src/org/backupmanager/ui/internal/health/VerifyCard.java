package org.backupmanager.ui.internal.health;

import java.util.Optional;

import org.backupmanager.model.SessionReport;
import org.backupmanager.recovery.StorageHealth;
import org.backupmanager.recovery.StorageHealth.Verified;
import org.backupmanager.recovery.VerifyPlan;
import org.backupmanager.ui.internal.look.Amounts;
import org.backupmanager.ui.internal.look.Shapes;
import org.backupmanager.ui.internal.work.Desk;
import org.backupmanager.ui.internal.work.Outcome;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;

/** What was checked, and what to check next. */
final class VerifyCard {

    private static final int COLUMNS = 3;
    private static final int FIELD = 56;
    private static final int MOST_DIGITS = 5;
    private static final int ALL = 100;

    private final Desk desk;
    private final Runnable changed;
    private final Composite card;
    private final Label checked;
    private final Label last;
    private final Button everything;
    private final Button part;
    private final Button old;
    private final Text percent;
    private final Text days;
    private final Text rate;
    private final Label wrong;

    /** @param changed called when something else is to be checked */
    VerifyCard(Composite parent, Desk desk, Runnable changed) {
        this.desk = desk;
        this.changed = changed;
        Shapes shapes = desk.shapes();
        card = shapes.card(parent, COLUMNS);
        ((GridLayout) card.getLayout()).verticalSpacing = 4;
        wide(shapes.heading(card, Messages.verification));
        checked = wide(shapes.text(card, " "));
        last = wide(shapes.secondary(card, " "));
        last.setData(Shapes.ID, "storage.last");
        everything = radio(Messages.everything, "storage.everything");
        ((GridData) everything.getLayoutData()).horizontalSpan = COLUMNS;
        part = radio(Messages.part, "storage.part");
        percent = text("storage.percent", "10", part);
        shapes.secondary(card, Messages.percent);
        old = radio(Messages.old, "storage.old");
        days = text("storage.days", "30", old);
        shapes.secondary(card, Messages.days);
        shapes.text(card, Messages.limit);
        rate = text("storage.rate", "0", everything);
        Composite after = shapes.grid(card, 2);
        after.setLayoutData(Shapes.fillRow());
        shapes.secondary(after, Messages.megabytes);
        wrong = shapes.text(after, " ");
        wrong.setLayoutData(Shapes.fillRow());
        wrong.setForeground(desk.look().palette().error());
        wrong.setData(Shapes.ID, "storage.wrong");
        everything.setSelection(true);
    }

    private static <C extends Control> C wide(C control) {
        GridData place = Shapes.fillRow();
        place.horizontalSpan = COLUMNS;
        control.setLayoutData(place);
        return control;
    }

    private Button radio(String word, String id) {
        Button button = new Button(card, SWT.RADIO);
        button.setText(word);
        button.setData(Shapes.ID, id);
        button.setLayoutData(new GridData(SWT.LEFT, SWT.CENTER, false, false));
        button.addListener(SWT.Selection, e -> choose(button));
        return button;
    }

    private void choose(Button chosen) {
        for (Button each : new Button[] {everything, part, old}) {
            each.setSelection(each == chosen);
        }
        changed.run();
        say();
    }

    /** @param of the choice that the field belongs to; who types there means that */
    private Text text(String id, String value, Button of) {
        Text text = new Text(card, SWT.BORDER | SWT.SINGLE | SWT.RIGHT);
        text.setTextLimit(MOST_DIGITS);
        text.setText(value);
        text.setData(Shapes.ID, id);
        text.setLayoutData(Shapes.width(FIELD));
        text.addListener(SWT.Modify, e -> {
            if (of != everything) {
                choose(of);
            } else {
                changed.run();
                say();
            }
        });
        return text;
    }

    private void say() {
        wrong.setText(plan().isPresent() ? " " : part.getSelection() ? Messages.wrongPercent : Messages.wrongNumber);
        wrong.requestLayout();
    }

    /** What to check; empty where it makes no sense. */
    Optional<VerifyPlan> plan() {
        int share = part.getSelection() ? number(percent) : ALL;
        int age = old.getSelection() ? number(days) : 0;
        int most = number(rate);
        return share < 1 || share > ALL || age < 0 || most < 0 ? Optional.empty()
                : Optional.of(new VerifyPlan(share, age, most, false));
    }

    /** What stands in a field; -1 for no number. */
    private static int number(Text field) {
        return field.getText().strip().matches("[0-9]{1," + MOST_DIGITS + "}")
                ? Integer.parseInt(field.getText().strip()) : -1;
    }

    void show(StorageHealth health) {
        Amounts amounts = desk.amounts();
        Verified verified = health.verified();
        checked.setText(NLS.bind(Messages.checked, new Object[] {amounts.count(verified.sound().cabinets()),
                amounts.count(verified.inUse().cabinets()), amounts.size(verified.sound().bytes())}));
        checked.setToolTipText(verified.oldest().map(time -> NLS.bind(Messages.oldest, amounts.exactTime(time)))
                .orElse(Messages.neverChecked));
        last.setText(verified.last().map(this::words)
                .orElse(verified.oldest().isPresent() ? Messages.checkedByRepair : Messages.neverChecked));
        everything.setText(verified.unfinished() ? Messages.everythingRest : Messages.everything);
    }

    private String words(SessionReport report) {
        Amounts amounts = desk.amounts();
        return NLS.bind(Messages.lastCheck, new Object[] {amounts.when(report.start(), desk.clock().instant()),
                Outcome.word(report), cabinets(report, amounts), amounts.size(report.totals().processedSize()),
                errors(report, amounts)});
    }

    /** Cabinets that were checked or healed, with their number. */
    static String cabinets(SessionReport report, Amounts amounts) {
        return amounts.plural(report.totals().processedCount(), Messages.oneCabinet, Messages.manyCabinets);
    }

    /** What is damaged, or stays so, with its number. */
    static String errors(SessionReport report, Amounts amounts) {
        long errors = report.totals().errorCount();
        return errors == 0 ? Messages.noErrors : amounts.plural(errors, Messages.oneError, Messages.manyErrors);
    }

    Composite control() {
        return card;
    }
}
