package org.backupmanager.ui.internal.restore;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

import org.backupmanager.model.SessionReport;
import org.backupmanager.recovery.ArchiveFormat;
import org.backupmanager.recovery.RecoveryPlan.Choices;
import org.backupmanager.recovery.RecoveryPlan.ExistingFiles;
import org.backupmanager.ui.internal.look.Amounts;
import org.backupmanager.ui.internal.look.Field;
import org.backupmanager.ui.internal.look.FolderButton;
import org.backupmanager.ui.internal.look.Mark;
import org.backupmanager.ui.internal.look.Shapes;
import org.backupmanager.ui.internal.work.Desk;
import org.backupmanager.ui.internal.work.Outcome;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

/** To where, what happens to existing files, what all that means, and the button that does it. */
final class WhereColumn {

    private static final int WIDTH = 280;

    private final Desk desk;
    private final Runnable changed;
    private final Composite card;
    private final Button original;
    private final Button elsewhere;
    private final Button archive;
    private final Field folder;
    private final Button continuous;
    private final ExistingChoice existing;
    private final Label sentence;
    private final Button restore;
    private final ResultLine result;
    private boolean busy;
    private boolean ready;

    WhereColumn(Composite parent, Desk desk, Runnable changed, Runnable start, Consumer<SessionReport> undo) {
        this.desk = desk;
        this.changed = changed;
        Shapes shapes = desk.shapes();
        card = shapes.card(parent, 1);
        shapes.heading(card, Messages.where);
        Composite places = shapes.grid(card, 1);
        ((GridLayout) places.getLayout()).verticalSpacing = 4;
        original = radio(places, "restore.original", Messages.original);
        elsewhere = radio(places, "restore.elsewhere", Messages.elsewhere);
        archive = radio(places, "restore.archive", Messages.archive);
        elsewhere.setSelection(true);
        folder = new Field(card, desk.look(), "restore.folder", Messages.folder, SWT.NONE);
        FolderButton.beside(folder, desk.look(), "restore.browse", Messages.folder);
        folder.text().addListener(SWT.Modify, e -> changed.run());
        continuous = new Button(card, SWT.CHECK);
        continuous.setText(Messages.continuous);
        continuous.setToolTipText(Messages.continuousHint);
        continuous.setData(Shapes.ID, "restore.continuous");
        continuous.addListener(SWT.Selection, e -> changed.run());
        shapes.heading(card, Messages.existing);
        existing = new ExistingChoice(card, shapes, changed);
        Composite space = shapes.grid(card, 1);
        space.setLayoutData(Shapes.fill());
        result = new ResultLine(card, desk, undo);
        shapes.line(card, 1);
        sentence = shapes.paragraph(card, " ", 1, WIDTH);
        sentence.setForeground(desk.look().palette().text());
        sentence.setData(Shapes.ID, "restore.sentence");
        restore = shapes.mainButton(card, "restore.start", Messages.start, start);
        restore.setLayoutData(new GridData(SWT.FILL, SWT.BOTTOM, true, false));
    }

    private Button radio(Composite parent, String id, String text) {
        Button radio = new Button(parent, SWT.RADIO);
        radio.setText(text);
        radio.setData(Shapes.ID, id);
        radio.addListener(SWT.Selection, e -> changed.run());
        return radio;
    }

    Composite control() {
        return card;
    }

    /** Whether the folder is to follow the sessions from now on. */
    boolean follows() {
        return elsewhere.getSelection() && continuous.getSelection();
    }

    /** An archive to export to. */
    record Archive(Path file, ArchiveFormat format) {
    }

    /** The archive to export to; empty for a restore. */
    Optional<Archive> archive() {
        String file = folder.value().strip();
        return archive.getSelection() ? ArchiveFormat.of(file).map(format -> new Archive(Path.of(file), format))
                : Optional.empty();
    }

    /** To which folder; empty for where it came from. */
    Optional<Path> place() {
        return original.getSelection() ? Optional.empty() : Optional.of(Path.of(folder.value().strip()));
    }

    ExistingFiles existing() {
        return existing.policy();
    }

    /** What else is chosen. */
    Choices choices() {
        return existing.choices();
    }

    private String existingWords() {
        return follows() ? Messages.followsSessions
                : archive.getSelection() ? Messages.becomesArchive : existing.words();
    }

    /** Says what a restore would do now. */
    void say(Optional<SessionReport> session, WhatColumn what, Optional<RestoreSize.Size> size) {
        boolean placed = checkPlace(size);
        boolean something = session.isPresent() && !what.isNothing();
        ready = placed && something;
        if (!something) {
            sentence.setText(Shapes.escape(Messages.tickFirst));
        } else if (!placed) {
            sentence.setText(Shapes.escape(archive.getSelection() ? Messages.archiveFirst : Messages.placeFirst));
        } else {
            sentence.setText(Shapes.escape(Messages.bind(Messages.sentence, new Object[] { amount(what, size),
                    desk.amounts().date(session.get().start(), desk.clock().instant()),
                    original.getSelection() ? Messages.toOriginal : folder.value().strip(),
                    existingWords() })));
        }
        enable();
        card.layout(true, true);
    }

    private String amount(WhatColumn what, Optional<RestoreSize.Size> size) {
        Amounts amounts = desk.amounts();
        String number = size.map(found -> Messages.bind(Messages.filesAndBytes,
                amounts.plural(found.files(), Messages.oneFile, Messages.manyFiles), amounts.size(found.bytes())))
                .orElse(Messages.countingShort);
        return what.isEverything() ? Messages.bind(Messages.everythingOf, number) : number;
    }

    private boolean checkPlace(Optional<RestoreSize.Size> size) {
        boolean toFolder = !original.getSelection();
        folder.text().setEnabled(toFolder);
        if (!toFolder) {
            folder.hint(" ");
            return true;
        }
        Optional<String> wrong = wrong();
        wrong.ifPresentOrElse(folder::wrong,
                () -> room(Path.of(folder.value().strip()), size.map(RestoreSize.Size::bytes).orElse(0L)));
        return wrong.isEmpty();
    }

    /** What is wrong with the place that is typed, if something is. */
    private Optional<String> wrong() {
        String text = folder.value().strip();
        boolean file = archive.getSelection();
        try {
            if (text.isEmpty() || !Path.of(text).isAbsolute()) {
                return Optional.of(file ? Messages.relativeFile : Messages.relative);
            }
        } catch (InvalidPathException e) {
            return Optional.of(Messages.noPath);
        }
        return file && ArchiveFormat.of(text).isEmpty() ? Optional.of(Messages.noArchive) : Optional.empty();
    }

    private void room(Path place, long needed) {
        desk.background().run(card, Messages.folder, monitor -> FreeRoom.of(place), room -> {
            if (room.isPresent() && !original.getSelection() && wrong().isEmpty()) {
                String text = Messages.bind(Messages.free, desk.amounts().size(room.getAsLong()));
                if (room.getAsLong() < needed) {
                    folder.hint(Messages.bind(Messages.freeTooLittle, text), Mark.ERROR);
                } else {
                    folder.hint(text);
                }
            }
        }, problem -> folder.hint(problem.getMessage()));
    }

    /** A restore runs, or does no more. */
    void busy(boolean running) {
        busy = running;
        if (running) {
            result.clear();
        }
        enable();
    }

    private void enable() {
        continuous.setEnabled(elsewhere.getSelection());
        existing.enable(!archive.getSelection() && !follows());
        Shapes.enable(restore, ready && !busy);
        restore.setText(busy ? Messages.running : Messages.start);
    }

    /** Says how a restore ended. */
    void ended(SessionReport report) {
        Amounts amounts = desk.amounts();
        String numbers = Messages.bind(Messages.filesAndBytes,
                amounts.plural(report.totals().processedCount(), Messages.oneItem, Messages.manyItems),
                amounts.size(report.totals().processedSize()));
        String text = report.totals().errorCount() == 0 && report.state().isRestorable()
                ? Messages.bind(Messages.restored, numbers)
                : Messages.bind(Messages.restoredNot, new Object[] { Outcome.word(report), numbers,
                        amounts.plural(report.totals().errorCount(), Messages.oneError, Messages.manyErrors) });
        result(Outcome.mark(report), text, Optional.of(report));
    }

    /** The restore that is shown can be undone. */
    void undoable() {
        result.undoable();
        card.layout(true, true);
    }

    /** Says how a restore went. */
    void result(Mark mark, String text, Optional<SessionReport> report) {
        result.show(mark, text, report);
        card.layout(true, true);
    }
}
