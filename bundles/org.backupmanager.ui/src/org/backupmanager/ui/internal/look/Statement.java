package org.backupmanager.ui.internal.look;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

/** A card that says how things are: a mark, a sentence in large letters, and below it what there is to add. */
public final class Statement {

    private static final int MARK = 40;

    private final Look look;
    private final Composite card;
    private final Label mark;
    private final Label sentence;
    private final Label detail;

    /** @param id of the sentence */
    public Statement(Composite parent, Look look, String id) {
        this.look = look;
        Shapes shapes = look.shapes();
        card = shapes.card(parent, 3);
        ((GridLayout) card.getLayout()).horizontalSpacing = Shapes.MARGIN;
        card.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
        mark = shapes.text(card, "");
        GridData square = new GridData(SWT.CENTER, SWT.CENTER, false, false);
        square.widthHint = MARK;
        square.heightHint = MARK;
        mark.setLayoutData(square);
        Composite words = shapes.grid(card, 1);
        ((GridLayout) words.getLayout()).verticalSpacing = 2;
        words.setLayoutData(Shapes.fillRow());
        sentence = shapes.text(words, " ");
        sentence.setFont(look.big());
        sentence.setLayoutData(Shapes.fillRow());
        sentence.setData(Shapes.ID, id);
        detail = shapes.secondary(words, " ");
        detail.setLayoutData(Shapes.fillRow());
    }

    /** The card, which has a column left at the right. */
    public Composite card() {
        return card;
    }

    /** Says how things are; the card is to be laid out after it. */
    public void say(Mark state, String words, String more) {
        mark.setImage(look.icons().state(state, MARK));
        sentence.setText(Shapes.escape(words));
        detail(more);
    }

    /** Says something else below the sentence. */
    public void detail(String more) {
        detail.setText(Shapes.escape(more));
        detail.setToolTipText(more);
    }
}
