package org.backupmanager.ui.internal.start;

import java.util.function.BiConsumer;

import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;
import org.backupmanager.ui.internal.look.Field;
import org.backupmanager.ui.internal.look.FolderButton;
import org.backupmanager.ui.internal.look.Look;
import org.backupmanager.ui.internal.look.Mark;
import org.backupmanager.ui.internal.look.Shapes;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

/** What it takes to open a device that exists in a storage. */
final class ExistingDeviceForm implements StartPage.Outcome {

    private final Composite whole;
    private final BiConsumer<Request, StartPage.Outcome> join;
    private final Field storage;
    private final Field name;
    private final Field passphrase;
    private final Label problem;
    private final Button button;

    /** What was typed; the passphrase is wiped by who gets it. */
    record Request(String name, String storage, char[] passphrase) {
        @Override
        public String toString() {
            return name + " in " + storage;
        }
    }

    ExistingDeviceForm(Composite parent, Look look, BiConsumer<Request, StartPage.Outcome> join) {
        this.join = join;
        Shapes shapes = look.shapes();
        whole = shapes.grid(parent, 2);
        StartPage.loosen(whole);
        storage = new Field(whole, look, "existing.storage", Messages.storage, SWT.NONE);
        ((GridData) storage.besides(0).getParent().getLayoutData()).horizontalSpan = 2;
        FolderButton.beside(storage, look, "existing.browse", Messages.chooseStorage);
        name = new Field(whole, look, "existing.name", Messages.name, SWT.NONE);
        passphrase = new Field(whole, look, "existing.passphrase", Messages.passphrase, SWT.PASSWORD);
        shapes.paragraph(whole, Messages.existingText, 2, 480);
        problem = shapes.paragraph(whole, "", 1, 300);
        problem.setForeground(look.palette().error());
        problem.setData(Shapes.ID, "existing.problem");
        button = shapes.mainButton(whole, "existing.open", Messages.open, this::press);
        Shapes.place(button, new GridData(SWT.RIGHT, SWT.BOTTOM, true, true));
        for (Field field : new Field[] { storage, name, passphrase }) {
            field.text().addListener(SWT.Modify, e -> check());
            field.text().addListener(SWT.DefaultSelection, e -> press());
        }
        check();
    }

    Composite control() {
        return whole;
    }

    private boolean check() {
        StorageCheck place = StorageCheck.of(storage.value(), false);
        if (place.result() == StorageCheck.Result.GOOD) {
            storage.hint(Messages.existingStorageHint);
        } else {
            storage.wrong(place.message());
        }
        name.hint(Messages.existingNameHint);
        passphrase.hint(" ");
        boolean good = place.result() == StorageCheck.Result.GOOD && !name.value().isBlank()
                && passphrase.text().getCharCount() > 0;
        Shapes.enable(button, good);
        return good;
    }

    private void press() {
        if (check() && button.isEnabled()) {
            problem.setText("");
            char[] secret = passphrase.text().getTextChars();
            join.accept(new Request(name.value().strip(), storage.value().strip(), secret), this);
        }
    }

    @Override
    public void busy(boolean busy) {
        Shapes.enable(button, !busy);
        button.setText(busy ? Messages.opening : Messages.open);
        whole.layout();
    }

    @Override
    public void failed(BackupException why) {
        if (why.code() == Code.WRONG_PASSPHRASE) {
            passphrase.hint(Messages.wrongPassphrase, Mark.ERROR);
        }
        problem.setText(Shapes.escape(why.getMessage()));
        whole.layout();
    }
}
