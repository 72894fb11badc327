package org.backupmanager.ui.internal.backup;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.backupmanager.model.Mask;
import org.backupmanager.ui.internal.look.Shapes;
import org.backupmanager.ui.internal.work.Desk;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;

/** The exclusion masks, in one line. */
final class MaskEditor {

    private static final String SEPARATOR = "; ";
    private static final int WIDTH = 460;

    private final Desk desk;
    private final Text text;
    private final Consumer<String> problem;
    private final Runnable changed;
    private final Label advice;
    private List<Mask> kept = List.of();
    private String advised = "";

    MaskEditor(Composite parent, Desk desk, Consumer<String> problem, Runnable changed) {
        this.desk = desk;
        this.problem = problem;
        this.changed = changed;
        Shapes shapes = desk.shapes();
        Composite row = shapes.grid(parent, 2);
        row.setLayoutData(Shapes.fillRow());
        shapes.text(row, Messages.masks);
        text = new Text(row, SWT.BORDER | SWT.SINGLE);
        text.setLayoutData(Shapes.fillRow());
        text.setEnabled(false);
        desk.background().run(text, Messages.masks, monitor -> desk.device().filters(), this::show,
                why -> problem.accept(why.getMessage()));
        text.setMessage(Messages.masksHint);
        text.setToolTipText(Messages.masksTip);
        text.setData(Shapes.ID, "backup.masks");
        advice = shapes.paragraph(parent, " ", 1, WIDTH);
        advice.setForeground(desk.look().palette().warning());
        advice.setData(Shapes.ID, "backup.masks.advice");
        Shapes.show(advice, false);
        desk.standing().hear(parent, facts -> advise());
        text.addListener(SWT.FocusOut, e -> keep());
        text.addListener(SWT.DefaultSelection, e -> keep());
    }

    private void show(List<Mask> masks) {
        kept = masks;
        text.setText(masks.stream().map(Mask::toString).collect(Collectors.joining(SEPARATOR)));
        text.setEnabled(true);
    }

    /** Shows what may be a mistake, as the last scans have it. */
    private void advise() {
        desk.background().run(advice, Messages.masks, monitor -> desk.device().advice(), said -> {
            String lines = String.join("\n", said);
            if (!lines.equals(advised)) {
                advised = lines;
                advice.setText(Shapes.escape(lines));
                Shapes.show(advice, !said.isEmpty());
                advice.getParent().getParent().layout(true, true);
            }
        }, why -> problem.accept(why.getMessage()));
    }

    private void keep() {
        Set<Mask> masks = new LinkedHashSet<>();
        for (String part : text.getText().split(";")) {
            if (!part.isBlank()) {
                masks.add(Mask.of(part));
            }
        }
        List<Mask> next = new ArrayList<>(masks);
        if (!next.equals(kept)) {
            kept = next;
            desk.background().run(text, Messages.keeping, monitor -> {
                desk.device().filter(next);
                return next;
            }, done -> changed.run(), why -> problem.accept(why.getMessage()));
        }
    }
}
