package org.backupmanager.ui.internal.restore;

import java.util.List;
import java.util.Optional;

import org.backupmanager.recovery.RecoveryPlan.Choices;
import org.backupmanager.recovery.RecoveryPlan.ExistingFiles;
import org.backupmanager.recovery.RecoveryPlan.OutdatedFiles;
import org.backupmanager.ui.internal.look.Shapes;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;

/** What happens to files that are there already. */
final class ExistingChoice {

    private final Composite choices;
    private final Runnable changed;
    private final Button keep;
    private final Button overwrite;
    private final Button older;
    private final Button beside;
    private final Button compare;

    ExistingChoice(Composite card, Shapes shapes, Runnable changed) {
        this.changed = changed;
        choices = shapes.grid(card, 1);
        ((GridLayout) choices.getLayout()).verticalSpacing = 4;
        keep = button(SWT.RADIO, "restore.keep", Messages.keep);
        overwrite = button(SWT.RADIO, "restore.overwrite", Messages.overwrite);
        older = button(SWT.RADIO, "restore.older", Messages.older);
        older.setToolTipText(Messages.olderHint);
        beside = button(SWT.RADIO, "restore.beside", Messages.beside);
        keep.setSelection(true);
        compare = button(SWT.CHECK, "restore.compare", Messages.compare);
        compare.setToolTipText(Messages.compareHint);
    }

    private Button button(int style, String id, String text) {
        Button button = new Button(choices, style);
        button.setText(text);
        button.setData(Shapes.ID, id);
        button.addListener(SWT.Selection, e -> changed.run());
        return button;
    }

    /** Lets a person choose, where there is a choice. */
    void enable(boolean possible) {
        List.of(keep, overwrite, older, beside).forEach(button -> button.setEnabled(possible));
        compare.setEnabled(possible && !keep.getSelection());
    }

    ExistingFiles policy() {
        return overwrite.getSelection() ? ExistingFiles.OVERWRITE
                : older.getSelection() ? ExistingFiles.OVERWRITE_OLDER : ExistingFiles.SKIP;
    }

    /** What else is chosen. */
    Choices choices() {
        boolean compares = compare.getSelection() && !keep.getSelection();
        return new Choices(List.of(), compares ? Optional.of(OutdatedFiles.CHECK_ALL) : Optional.empty(),
                beside.getSelection(), true);
    }

    /** What happens, as the end of a sentence. */
    String words() {
        return overwrite.getSelection() ? Messages.areReplaced : older.getSelection() ? Messages.olderAreReplaced
                : beside.getSelection() ? Messages.getSuffix : Messages.areKept;
    }
}
