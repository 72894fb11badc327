package org.backupmanager.ui.internal.backup;

import java.util.function.Consumer;

import org.backupmanager.source.DataSource;
import org.backupmanager.ui.internal.look.Shapes;
import org.backupmanager.ui.internal.work.Desk;
import org.backupmanager.ui.internal.work.SourceIcon;
import org.backupmanager.ui.internal.work.Standing;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;

/** What the page says while nothing is chosen: what there is to protect, with the button that begins. */
final class EmptySelection {

    private static final int WIDTH = 460;
    private final Composite whole;

    EmptySelection(Composite parent, Desk desk, Standing.Facts facts, Consumer<DataSource> open) {
        Shapes shapes = desk.shapes();
        whole = shapes.card(parent, 1);
        Composite middle = shapes.grid(whole, 1);
        middle.setLayoutData(new GridData(SWT.CENTER, SWT.CENTER, true, true));
        for (Standing.SourceFacts source : facts.sources()) {
            if (source.availability().here()) {
                Label icon = shapes.text(middle, "");
                icon.setImage(SourceIcon.of(source.source(), desk.look(), 48));
                center(icon);
                center(shapes.title(middle, Messages.emptyTitle));
                String what = source.source().description() + " " + Messages.emptyText;
                Label text = shapes.paragraph(middle, what, 1, WIDTH);
                text.setAlignment(SWT.CENTER);
                String label = Messages.bind(Messages.addNamed, source.source().label());
                Shapes.place(shapes.mainButton(middle, "backup.empty.add." + source.source().id(), label,
                        () -> open.accept(source.source())), new GridData(SWT.CENTER, SWT.CENTER, true, false));
            }
        }
    }

    private static void center(Control control) {
        control.setLayoutData(new GridData(SWT.CENTER, SWT.CENTER, true, false));
    }

    Composite control() {
        return whole;
    }
}
