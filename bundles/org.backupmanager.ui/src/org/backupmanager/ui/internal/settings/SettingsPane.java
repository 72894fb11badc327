package org.backupmanager.ui.internal.settings;

import java.util.List;
import java.util.function.Consumer;

import org.backupmanager.session.Device;
import org.backupmanager.ui.internal.look.Shapes;
import org.backupmanager.ui.internal.work.Desk;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

/** A field for each setting of the device, with a line that explains it; kept when it is right. */
final class SettingsPane {

    private static final int WIDTH = 880;

    private final Composite pane;

    /** @param problem told where settings cannot be read */
    SettingsPane(Composite parent, Desk desk, Consumer<String> problem) {
        Shapes shapes = desk.shapes();
        pane = shapes.grid(parent, 1);
        Composite card = shapes.card(pane, 1);
        GridData place = new GridData(SWT.LEFT, SWT.TOP, false, false);
        place.widthHint = WIDTH;
        card.setLayoutData(place);
        ((GridLayout) card.getLayout()).verticalSpacing = Shapes.WIDE_GAP;
        shapes.paragraph(card, Messages.intro, 1, WIDTH - 2 * Shapes.MARGIN);
        Composite fields = shapes.grid(card, 2);
        ((GridLayout) fields.getLayout()).horizontalSpacing = 32;
        fields.setLayoutData(Shapes.fillRow());
        desk.background().run(card, Messages.title, monitor -> read(desk.device()), settings -> {
            SettingWords words = new SettingWords();
            for (SettingField.Known setting : settings) {
                if (!words.hidden(setting.name())) {
                    new SettingField(fields, desk, words, setting);
                }
            }
            pane.layout(true, true);
        }, why -> problem.accept(why.getMessage()));
        Composite about = shapes.card(pane, 2);
        GridData below = new GridData(SWT.LEFT, SWT.TOP, false, false);
        below.widthHint = WIDTH;
        about.setLayoutData(below);
        row(about, shapes, Messages.device, desk.device().name());
        row(about, shapes, Messages.storage, desk.device().storage());
        row(about, shapes, Messages.cipher, desk.device().cipher().word());
        row(about, shapes, Messages.home, desk.device().home().toString());
    }

    private static List<SettingField.Known> read(Device device) {
        return device.settings().entrySet().stream().map(setting -> new SettingField.Known(setting.getKey(),
                setting.getValue(), device.explain(setting.getKey()))).toList();
    }

    private static void row(Composite card, Shapes shapes, String name, String value) {
        shapes.secondary(card, name).setLayoutData(Shapes.width(160));
        Label text = shapes.text(card, value);
        text.setToolTipText(value);
        text.setLayoutData(Shapes.fillRow());
    }

    Composite control() {
        return pane;
    }
}
