package org.backupmanager.ui.internal.start;

import java.nio.file.Path;
import java.util.function.Consumer;

import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.session.Devices;
import org.backupmanager.ui.internal.look.Look;
import org.backupmanager.ui.internal.look.Shapes;
import org.backupmanager.ui.internal.work.Background;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;

/** Asks for a device: a new one, or one that exists in a storage. */
public final class StartPage {

    private static final int WIDTH = 560;

    private final Composite whole;

    /**
     * Shows the page.
     *
     * @param home folder for the device's local state
     * @param opened gets the device
     */
    public StartPage(Composite parent, Look look, Background background, Devices devices, Path home,
            Consumer<Device> opened) {
        Shapes shapes = look.shapes();
        whole = shapes.grid(parent, 1);
        Composite card = shapes.card(whole, 1);
        ((GridLayout) card.getLayout()).marginWidth = 32;
        ((GridLayout) card.getLayout()).marginHeight = 24;
        GridData middle = new GridData(SWT.CENTER, SWT.CENTER, true, true);
        middle.widthHint = WIDTH;
        card.setLayoutData(middle);
        shapes.title(card, Messages.welcome);
        shapes.paragraph(card, Messages.welcomeText, 1, WIDTH - 64);
        Composite choice = shapes.grid(card, 2);
        Composite forms = new Composite(card, SWT.NONE);
        forms.setBackground(card.getBackground());
        StackLayout stack = new StackLayout();
        forms.setLayout(stack);
        forms.setLayoutData(Shapes.fill());
        Attempt attempt = new Attempt(background, whole, opened);
        Composite fresh = new NewDeviceForm(forms, look,
                (request, form) -> attempt.make(devices, home, request, form)).control();
        Composite existing = new ExistingDeviceForm(forms, look,
                (request, form) -> attempt.join(devices, home, request, form)).control();
        stack.topControl = fresh;
        radio(choice, "start.new", Messages.newDevice, () -> front(stack, fresh, forms)).setSelection(true);
        radio(choice, "start.existing", Messages.existingDevice, () -> front(stack, existing, forms));
    }

    /** Two columns of the same width, with room between them and above. */
    static void loosen(Composite form) {
        GridLayout layout = (GridLayout) form.getLayout();
        layout.makeColumnsEqualWidth = true;
        layout.horizontalSpacing = Shapes.MARGIN;
        layout.marginTop = Shapes.GAP;
    }

    private static void front(StackLayout stack, Composite form, Composite forms) {
        stack.topControl = form;
        forms.layout();
        form.setFocus();
    }

    private Button radio(Composite parent, String id, String text, Runnable action) {
        Button radio = new Button(parent, SWT.RADIO);
        radio.setText(text);
        radio.setData(Shapes.ID, id);
        radio.addListener(SWT.Selection, e -> {
            if (radio.getSelection()) {
                action.run();
            }
        });
        return radio;
    }

    public Composite control() {
        return whole;
    }

    /** Whoever shows that a device is being made, and why that failed. */
    interface Outcome {
        void busy(boolean busy);

        void failed(BackupException problem);
    }
}
