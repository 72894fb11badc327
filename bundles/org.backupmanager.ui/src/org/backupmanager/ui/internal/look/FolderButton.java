package org.backupmanager.ui.internal.look;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.DirectoryDialog;

/** The button beside a field that holds a folder. */
public final class FolderButton {

    private FolderButton() {
    }

    /** Adds it. */
    public static void beside(Field field, Look look, String id, String question) {
        look.shapes().button(field.besides(1), id, Messages.browse, () -> {
            DirectoryDialog dialog = new DirectoryDialog(field.text().getShell(), SWT.SAVE);
            dialog.setText(question);
            if (isFolder(field.value())) {
                dialog.setFilterPath(field.value());
            }
            String chosen = dialog.open();
            if (chosen != null) {
                field.text().setText(chosen);
            }
        });
    }

    private static boolean isFolder(String text) {
        try {
            return !text.isBlank() && Files.isDirectory(Path.of(text));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
