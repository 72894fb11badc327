package org.backupmanager.ui.internal.backup;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

import org.backupmanager.model.FileKind;
import org.backupmanager.model.Priority;
import org.backupmanager.ui.internal.look.Shapes;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;

/** A box for each kind of files that are chosen wherever they are. */
final class KindBoxes {

    private final Map<FileKind, Button> boxes = new EnumMap<>(FileKind.class);
    private final Choice choice;
    private final Runnable changed;

    KindBoxes(Composite parent, Shapes shapes, Choice choice, Runnable changed) {
        this.choice = choice;
        this.changed = changed;
        Composite row = shapes.grid(parent, FileKind.values().length + 1);
        row.setLayoutData(Shapes.fillRow());
        shapes.text(row, Messages.kinds).setToolTipText(Messages.kindsTip);
        for (FileKind kind : FileKind.values()) {
            Button box = new Button(row, SWT.CHECK);
            box.setText(word(kind));
            box.setToolTipText(Messages.kindsTip);
            box.setData(Shapes.ID, "backup.kind." + kind.word());
            box.setSelection(choice.selection().kinds().containsKey(kind));
            box.addListener(SWT.Selection, e -> choose(kind, box.getSelection()));
            boxes.put(kind, box);
        }
    }

    private void choose(FileKind kind, boolean chosen) {
        var kinds = new TreeMap<>(choice.selection().kinds());
        if (chosen) {
            kinds.put(kind, Priority.NORMAL);
        } else {
            kinds.remove(kind);
        }
        choice.set(choice.selection().withKinds(kinds));
        changed.run();
    }

    /** Shows what is chosen now. */
    void show() {
        boxes.forEach((kind, box) -> box.setSelection(choice.selection().kinds().containsKey(kind)));
    }

    private static String word(FileKind kind) {
        return switch (kind) {
            case DOCUMENTS -> Messages.kindDocuments;
            case PICTURES -> Messages.kindPictures;
            case MUSIC -> Messages.kindMusic;
            case VIDEO -> Messages.kindVideo;
            case MAIL -> Messages.kindMail;
            case DATABASES -> Messages.kindDatabases;
            case ARCHIVES -> Messages.kindArchives;
        };
    }
}
