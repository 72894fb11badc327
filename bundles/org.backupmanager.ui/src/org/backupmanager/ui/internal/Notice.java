package org.backupmanager.ui.internal;

import java.util.Optional;

import org.backupmanager.ui.internal.look.Look;
import org.backupmanager.ui.internal.look.Mark;
import org.backupmanager.ui.internal.look.Shapes;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

/** One sentence in the middle of the window, where there are no pages to show. */
final class Notice {

    private static final int WIDTH = 480;

    private final Composite whole;

    /**
     * What to say.
     *
     * @param mark its shape and colour
     * @param title in a few words
     * @param sentence cause and remedy
     */
    record Text(Mark mark, String title, String sentence) {
    }

    /**
     * What a person may do about it.
     *
     * @param word on the button
     * @param action when it is pressed
     */
    record Choice(String word, Runnable action) {
    }

    Notice(Composite parent, Look look, Text text, Optional<Choice> choice) {
        Shapes shapes = look.shapes();
        whole = shapes.grid(parent, 1);
        Composite card = shapes.card(whole, 2);
        card.setLayoutData(new GridData(SWT.CENTER, SWT.CENTER, true, true));
        shapes.text(card, "").setImage(look.icons().state(text.mark(), 24));
        shapes.title(card, text.title());
        Label sentence = shapes.paragraph(card, text.sentence(), 2, WIDTH);
        sentence.setData(Shapes.ID, "notice");
        choice.ifPresent(offered -> Shapes.place(
                shapes.mainButton(card, "notice.retry", offered.word(), offered.action()),
                new GridData(SWT.RIGHT, SWT.CENTER, false, false, 2, 1)));
    }

    Composite control() {
        return whole;
    }
}
