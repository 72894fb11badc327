package org.backupmanager.ui.internal.start;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

import org.backupmanager.model.CipherSuite;
import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Devices;
import org.backupmanager.ui.internal.look.Field;
import org.backupmanager.ui.internal.look.FolderButton;
import org.backupmanager.ui.internal.look.Look;
import org.backupmanager.ui.internal.look.Mark;
import org.backupmanager.ui.internal.look.Shapes;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

/** What a new device needs; checked while it is typed. */
final class NewDeviceForm implements StartPage.Outcome {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final Look look;
    private final Composite whole;
    private final BiConsumer<Devices.NewDevice, StartPage.Outcome> create;
    private final Field name;
    private final Field storage;
    private final Combo cipher;
    private final Field passphrase;
    private final Field again;
    private final Label problem;
    private final Button button;

    NewDeviceForm(Composite parent, Look look, BiConsumer<Devices.NewDevice, StartPage.Outcome> create) {
        this.look = look;
        this.create = create;
        Shapes shapes = look.shapes();
        whole = shapes.grid(parent, 2);
        StartPage.loosen(whole);
        name = new Field(whole, look, "new.name", Messages.name, SWT.NONE);
        cipher = cipher(shapes);
        storage = new Field(whole, look, "new.storage", Messages.storage, SWT.NONE);
        span(storage);
        FolderButton.beside(storage, look, "new.browse", Messages.chooseStorage);
        passphrase = new Field(whole, look, "new.passphrase", Messages.passphrase, SWT.PASSWORD);
        again = new Field(whole, look, "new.again", Messages.passphraseAgain, SWT.PASSWORD);
        shapes.paragraph(whole, Messages.passphraseText, 2, 480);
        problem = shapes.paragraph(whole, "", 1, 300);
        problem.setForeground(look.palette().error());
        problem.setData(Shapes.ID, "new.problem");
        button = shapes.mainButton(whole, "new.create", Messages.create, this::press);
        Shapes.place(button, new GridData(SWT.RIGHT, SWT.BOTTOM, true, true));
        for (Field field : new Field[] { name, storage, passphrase, again }) {
            field.text().addListener(SWT.Modify, e -> check());
            field.text().addListener(SWT.DefaultSelection, e -> press());
        }
        name.text().setText(System.getenv().getOrDefault("HOSTNAME", "").toLowerCase(Locale.ROOT));
        check();
    }

    private static void span(Field field) {
        ((GridData) field.besides(0).getParent().getLayoutData()).horizontalSpan = 2;
    }

    private Combo cipher(Shapes shapes) {
        Composite cell = shapes.grid(whole, 1);
        ((GridLayout) cell.getLayout()).verticalSpacing = 2;
        cell.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
        shapes.heading(cell, Messages.cipher);
        Combo combo = new Combo(cell, SWT.DROP_DOWN | SWT.READ_ONLY);
        for (CipherSuite suite : CipherSuite.values()) {
            combo.add(suite.word());
        }
        combo.select(0);
        combo.setData(Shapes.ID, "new.cipher");
        combo.setToolTipText(Messages.cipherTip);
        combo.setLayoutData(Shapes.fillRow());
        return combo;
    }

    Composite control() {
        return whole;
    }

    private boolean check() {
        boolean named = NAME.matcher(name.value()).matches();
        if (named) {
            name.hint(Messages.nameHint);
        } else {
            name.wrong(Messages.nameWrong);
        }
        StorageCheck place = StorageCheck.of(storage.value(), true);
        if (place.result() == StorageCheck.Result.GOOD) {
            storage.hint(place.message().isEmpty() ? Messages.storageHint : place.message());
        } else {
            storage.wrong(place.message());
        }
        boolean secret = checkPassphrase();
        boolean good = named && place.result() == StorageCheck.Result.GOOD && secret;
        Shapes.enable(button, good);
        return good;
    }

    private boolean checkPassphrase() {
        char[] first = passphrase.text().getTextChars();
        char[] second = again.text().getTextChars();
        Strength strength = Strength.of(first);
        passphrase.hint(strength.hint(), strength.mark());
        boolean same = Arrays.equals(first, second);
        if (second.length == 0) {
            again.hint(" ");
        } else if (same) {
            again.hint(Messages.passphraseSame, Mark.OK);
        } else {
            again.wrong(Messages.passphraseDiffers);
        }
        Arrays.fill(first, '\0');
        Arrays.fill(second, '\0');
        return same && strength != Strength.EMPTY;
    }

    private void press() {
        if (check() && button.isEnabled()) {
            problem.setText("");
            CipherSuite suite = CipherSuite.of(cipher.getText()).orElse(CipherSuite.AES_128);
            create.accept(new Devices.NewDevice(name.value(), storage.value().strip(), suite,
                    passphrase.text().getTextChars()), this);
        }
    }

    @Override
    public void busy(boolean busy) {
        Shapes.enable(button, !busy);
        button.setText(busy ? Messages.creating : Messages.create);
        whole.layout();
    }

    @Override
    public void failed(BackupException why) {
        if (why.code() == Code.DEVICE_EXISTS) {
            name.hint(Messages.nameTaken, Mark.ERROR);
        }
        problem.setForeground(look.palette().error());
        problem.setText(Shapes.escape(why.getMessage()));
        whole.layout();
    }
}
