package org.backupmanager.ui.internal.overview;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.OptionalLong;

import org.backupmanager.model.SessionReport;
import org.backupmanager.ui.internal.look.Amounts;
import org.backupmanager.ui.internal.look.Shapes;
import org.backupmanager.ui.internal.work.Desk;
import org.backupmanager.ui.internal.work.Standing;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CLabel;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

/** Where the backups are kept, what they came to, and how much room is left. */
final class StorageCard {

    private final Desk desk;
    private final Composite card;
    private final Label stored;
    private final Label free;
    private final Label sessions;

    StorageCard(Composite parent, Desk desk) {
        this.desk = desk;
        Shapes shapes = desk.shapes();
        card = shapes.card(parent, 2);
        ((GridLayout) card.getLayout()).verticalSpacing = 6;
        Label heading = shapes.heading(card, Messages.storage);
        heading.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false, 2, 1));
        CLabel place = shapes.path(card, desk.device().storage());
        place.setToolTipText(desk.device().storage());
        place.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false, 2, 1));
        stored = value(Messages.storageStored);
        free = value(Messages.storageFree);
        sessions = value(Messages.storageSessions);
        value(Messages.storageCipher).setText(desk.device().cipher().word());
        shapes.button(card, "overview.storage", Messages.storageHealth, desk.guide()::storage)
                .setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false, 2, 1));
    }

    private Label value(String name) {
        desk.shapes().secondary(card, name);
        Label value = desk.shapes().text(card, "\u2013");
        value.setAlignment(SWT.RIGHT);
        value.setLayoutData(Shapes.fillRow());
        return value;
    }

    Composite control() {
        return card;
    }

    void show(Standing.Facts facts) {
        Amounts amounts = desk.amounts();
        long sent = facts.reports().stream().filter(r -> r.type() == SessionReport.Type.BACKUP)
                .mapToLong(r -> r.totals().sentSize()).sum();
        stored.setText(amounts.size(sent));
        stored.setToolTipText(amounts.exactSize(sent));
        sessions.setText(amounts.count(facts.reports().stream()
                .filter(r -> r.type() == SessionReport.Type.BACKUP && r.state().isRestorable()).count()));
        desk.background().run(card, Messages.storage, monitor -> room(desk.device().storage()),
                room -> free.setText(room.isPresent() ? amounts.size(room.getAsLong()) : "\u2013"),
                problem -> free.setToolTipText(problem.getMessage()));
    }

    /** Room on the file system of a folder; unknown where the storage is none. */
    private static OptionalLong room(String storage) {
        try {
            return OptionalLong.of(Files.getFileStore(Path.of(storage)).getUsableSpace());
        } catch (IOException | InvalidPathException e) {
            return OptionalLong.empty();
        }
    }
}
