package org.backupmanager.ui.internal.settings;

import org.backupmanager.ui.internal.look.Field;
import org.backupmanager.ui.internal.look.Mark;
import org.backupmanager.ui.internal.work.Desk;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;

/** One setting: checked by the device itself while it is typed, and kept as soon as it fits. */
final class SettingField {

    private static final int TYPING = 500;

    private final Desk desk;
    private final String name;
    private final Field field;
    private String kept;
    private int typed;

    SettingField(Composite parent, Desk desk, String name, String value) {
        this.desk = desk;
        this.name = name;
        this.kept = value;
        field = new Field(parent, desk.look(), "setting." + name, SettingWords.label(name), SWT.NONE);
        field.text().setText(value);
        field.hint(SettingWords.explanation(name));
        field.text().addListener(SWT.Modify, e -> type());
    }

    private void type() {
        int now = ++typed;
        field.text().getDisplay().timerExec(TYPING, () -> {
            if (!field.text().isDisposed() && now == typed) {
                keep();
            }
        });
    }

    private void keep() {
        String value = field.value().strip();
        if (value.equals(kept)) {
            field.hint(SettingWords.explanation(name));
            return;
        }
        desk.background().run(field.text(), Messages.title, monitor -> {
            desk.device().set(name, value);
            return value;
        }, done -> {
            kept = done;
            field.hint(Messages.saved, Mark.OK);
        }, problem -> field.wrong(problem.getMessage()));
    }
}
