package org.backupmanager.ui.internal;

import org.backupmanager.session.Device;
import org.backupmanager.ui.internal.look.Look;
import org.backupmanager.ui.internal.look.Mark;
import org.backupmanager.ui.internal.look.Shapes;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CLabel;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

/** The top of the window: brand, device, storage, and the state in one word. */
final class Header {

    private static final int HEIGHT = 52;

    private final Look look;
    private final Composite bar;
    private final Label device;
    private final CLabel storage;
    private final Label mark;
    private final Label word;

    Header(Composite parent, Look look, Shapes shapes) {
        this.look = look;
        bar = new Composite(parent, SWT.NONE);
        bar.setBackground(look.palette().raised());
        GridLayout layout = Shapes.layout(7, 0);
        layout.marginWidth = Shapes.MARGIN;
        layout.horizontalSpacing = Shapes.GAP;
        bar.setLayout(layout);
        GridData place = new GridData(SWT.FILL, SWT.FILL, true, false, 2, 1);
        place.heightHint = HEIGHT;
        bar.setLayoutData(place);
        bar.addListener(SWT.Paint, e -> {
            e.gc.setForeground(look.palette().line());
            e.gc.drawLine(0, bar.getClientArea().height - 1, bar.getClientArea().width, bar.getClientArea().height - 1);
        });
        Label brand = shapes.text(bar, "");
        brand.setImage(look.icons().get("brand", 28, look.palette().onAccent(), look.palette().accent()));
        Label name = shapes.title(bar, Messages.product);
        name.setLayoutData(new GridData(SWT.LEFT, SWT.CENTER, false, true));
        device = shapes.heading(bar, "");
        GridData indent = new GridData(SWT.LEFT, SWT.CENTER, false, true);
        indent.horizontalIndent = 24;
        device.setLayoutData(indent);
        storage = shapes.path(bar, "");
        storage.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, true));
        mark = shapes.text(bar, "");
        word = shapes.heading(bar, "");
        word.setData(Shapes.ID, "header.state");
        device.setData(Shapes.ID, "header.device");
    }

    void device(Device shown) {
        device.setText(Shapes.escape(shown.name()));
        storage.setText(Shapes.escape(shown.storage()));
        storage.setToolTipText(Messages.storageTip);
        bar.layout();
    }

    void none() {
        device.setText("");
        storage.setText("");
        mark.setImage(null);
        word.setText("");
        bar.layout();
    }

    void state(Mark shape, String text) {
        mark.setImage(look.icons().state(shape));
        word.setText(Shapes.escape(text));
        word.setForeground(shape.color(look.palette()));
        bar.layout();
    }
}
