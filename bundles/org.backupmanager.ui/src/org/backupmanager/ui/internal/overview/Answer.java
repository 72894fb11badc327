package org.backupmanager.ui.internal.overview;

import java.util.List;
import java.util.Optional;

import org.backupmanager.ui.internal.look.Shapes;
import org.backupmanager.ui.internal.look.Statement;
import org.backupmanager.ui.internal.work.Desk;
import org.backupmanager.ui.internal.work.Health;
import org.backupmanager.ui.internal.work.RunBackup;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;

/** The sentence that says how things are, with the one action that mends it. */
final class Answer {

    private final Desk desk;
    private final RunBackup run;
    private final Statement statement;
    private final Composite card;
    private final Button action;
    private Optional<Health> shown = Optional.empty();

    Answer(Composite parent, Desk desk, RunBackup run) {
        this.desk = desk;
        this.run = run;
        statement = new Statement(parent, desk.look(), "overview.sentence");
        card = statement.card();
        action = desk.shapes().button(card, "overview.mend", "", this::press);
        action.setVisible(false);
    }

    void show(Health health) {
        if (shown.filter(health::equals).isPresent()) {
            return;
        }
        shown = Optional.of(health);
        statement.say(health.mark(), health.sentence(), health.detail());
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
