package org.backupmanager.ui.internal.settings;

import java.util.List;

import org.backupmanager.ui.internal.look.Field;
import org.backupmanager.ui.internal.look.Mark;
import org.backupmanager.ui.internal.look.Shapes;
import org.backupmanager.ui.internal.work.Desk;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;

/** One setting: checked by the device itself while it is typed, and kept as soon as it fits. */
final class SettingField {

    private static final int TYPING = 500;
    private static final int WIDTH = 200;

    private final Desk desk;
    private final String name;
    private final String explanation;
    private final Field field;
    private String kept;
    private int typed;

    /**
     * A setting as it stands.
     *
     * @param name its name
     * @param value its value
     * @param explanation what the device says about it; may be empty
     */
    record Known(String name, String value, String explanation) {
    }

    SettingField(Composite parent, Desk desk, SettingWords words, Known setting) {
        this.desk = desk;
        this.name = setting.name();
        this.kept = setting.value();
        this.explanation = words.explanation(name, setting.explanation());
        field = new Field(parent, desk.look(), "setting." + name, words.label(name), SWT.NONE);
        field.text().setText(kept);
        field.hint(explanation);
        GridData width = new GridData(SWT.LEFT, SWT.CENTER, false, false);
        width.widthHint = WIDTH;
        List<SettingWords.Value> values = words.values(name);
        if (values.stream().anyMatch(each -> each.value().equals(kept))) {
            Shapes.show(field.text(), false);
            choice(values).setLayoutData(width);
        } else {
            field.text().setLayoutData(width);
            field.text().addListener(SWT.Modify, e -> type());
        }
    }

    private Combo choice(List<SettingWords.Value> values) {
        Combo combo = new Combo(field.besides(1), SWT.DROP_DOWN | SWT.READ_ONLY);
        values.forEach(each -> combo.add(each.word()));
        combo.select(values.stream().map(SettingWords.Value::value).toList().indexOf(kept));
        combo.addListener(SWT.Selection, e -> {
            field.text().setText(values.get(combo.getSelectionIndex()).value());
            keep();
        });
        return combo;
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
            field.hint(explanation);
            return;
        }
        desk.background().run(field.text(), Messages.title, monitor -> {
            desk.device().set(name, value);
            return value;
        }, done -> {
            kept = done;
            field.hint(Messages.saved, Mark.OK);
        }, problem -> field.hint(problem.getMessage(), Mark.ERROR));
    }
}
