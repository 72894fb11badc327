package org.backupmanager.ui.internal.overview;

import java.util.List;
import java.util.Optional;

import org.backupmanager.ui.internal.look.Shapes;
import org.backupmanager.ui.internal.work.Desk;
import org.backupmanager.ui.internal.work.Health;
import org.backupmanager.ui.internal.work.RunBackup;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

/** The sentence that says how things are, with the one action that mends it. */
final class Answer {

    private static final int MARK = 40;

    private final Desk desk;
    private final RunBackup run;
    private final Composite card;
    private final Label mark;
    private final Label sentence;
    private final Label detail;
    private final Button action;
    private Optional<Health> shown = Optional.empty();

    Answer(Composite parent, Desk desk, RunBackup run) {
        this.desk = desk;
        this.run = run;
        Shapes shapes = desk.shapes();
        card = shapes.card(parent, 3);
        ((GridLayout) card.getLayout()).horizontalSpacing = Shapes.MARGIN;
        card.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
        mark = shapes.text(card, "");
        GridData square = new GridData(SWT.CENTER, SWT.CENTER, false, false);
        square.widthHint = MARK;
        square.heightHint = MARK;
        mark.setLayoutData(square);
        Composite words = shapes.grid(card, 1);
        ((GridLayout) words.getLayout()).verticalSpacing = 2;
        words.setLayoutData(Shapes.fillRow());
        sentence = shapes.text(words, " ");
        sentence.setFont(desk.look().big());
        sentence.setLayoutData(Shapes.fillRow());
        sentence.setData(Shapes.ID, "overview.sentence");
        detail = shapes.secondary(words, " ");
        detail.setLayoutData(Shapes.fillRow());
        action = shapes.button(card, "overview.mend", "", this::press);
        action.setVisible(false);
    }

    void show(Health health) {
        if (shown.filter(health::equals).isPresent()) {
            return;
        }
        shown = Optional.of(health);
        mark.setImage(desk.look().icons().state(health.mark(), MARK));
        sentence.setText(Shapes.escape(health.sentence()));
        detail.setText(Shapes.escape(health.detail()));
        action.setVisible(health.remedy() != Health.Remedy.NONE);
        action.setText(switch (health.remedy()) {
            case NONE -> "";
            case CHOOSE -> Messages.mendChoose;
            case RUN -> Messages.mendRun;
            case LOOK -> Messages.mendLook;
            case STORAGE -> Messages.mendStorage;
        });
        Shapes.place(action, new GridData(SWT.RIGHT, SWT.CENTER, false, false));
        card.layout(true, true);
    }

    private void press() {
        shown.ifPresent(health -> {
            switch (health.remedy()) {
                case CHOOSE -> desk.guide().backup();
                case RUN -> run.start(List.of());
                case LOOK -> health.about().ifPresent(desk.guide()::report);
                case STORAGE -> desk.guide().storage();
                case NONE -> card.setFocus();
            }
        });
    }
}
