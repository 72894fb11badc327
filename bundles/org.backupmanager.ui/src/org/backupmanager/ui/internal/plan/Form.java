package org.backupmanager.ui.internal.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.backupmanager.plan.PlanWords;
import org.backupmanager.source.DataSource;
import org.backupmanager.ui.internal.look.Look;
import org.backupmanager.ui.internal.look.Shapes;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;

/** A title with buttons, what is wrong, and rows of a name and what is to be typed or chosen. */
final class Form {

    private static final int LABEL = 136;
    private static final int SHORT = 96;

    private final Look look;
    private final Composite card;
    private final Runnable changed;

    /** @param changed called after each change */
    Form(Composite parent, Look look, Runnable changed) {
        this.look = look;
        this.changed = changed;
        this.card = look.shapes().card(parent, 2);
    }

    Composite card() {
        return card;
    }

    Shapes shapes() {
        return look.shapes();
    }

    private void name(String word) {
        GridData place = new GridData(SWT.LEFT, SWT.TOP, false, false);
        place.widthHint = LABEL;
        place.verticalIndent = 6;
        shapes().secondary(card, word).setLayoutData(place);
    }

    /** A line to type in. */
    Text line(String word, String id) {
        name(word);
        Text text = text(card, id, false);
        text.setLayoutData(Shapes.fillRow());
        return text;
    }

    private Text text(Composite parent, String id, boolean narrow) {
        Text text = new Text(parent, SWT.BORDER | SWT.SINGLE);
        text.setData(Shapes.ID, id);
        if (narrow) {
            text.setLayoutData(Shapes.width(SHORT));
        }
        text.addListener(SWT.Modify, e -> changed.run());
        return text;
    }

    /** A row for several short things. */
    Composite row(String word, int columns) {
        name(word);
        Composite row = shapes().grid(card, columns);
        row.setLayoutData(Shapes.fillRow());
        return row;
    }

    /** A short line to type in, in a row. */
    Text little(Composite row, String id) {
        return text(row, id, true);
    }

    /** One choice of a few, in a row. */
    Button radio(Composite row, String word, String id) {
        return button(row, word, id, SWT.RADIO);
    }

    /** A box to tick, in a row of its own. */
    Button check(String word, String id) {
        shapes().text(card, "");
        return button(card, word, id, SWT.CHECK);
    }

    private Button button(Composite row, String word, String id, int style) {
        Button button = new Button(row, style);
        button.setText(word);
        button.setData(Shapes.ID, id);
        button.addListener(SWT.Selection, e -> changed.run());
        return button;
    }

    /** A list to choose from, in a row. */
    Combo choice(Composite row, String id) {
        Combo combo = new Combo(row, SWT.DROP_DOWN | SWT.READ_ONLY);
        combo.setData(Shapes.ID, id);
        combo.addListener(SWT.Selection, e -> changed.run());
        return combo;
    }

    /** Boxes for the data sources; all of them stands for those that come later, too. */
    Checks<String> sources(String word, String id, List<DataSource> sources) {
        name(word);
        Map<String, String> words = new LinkedHashMap<>();
        sources.forEach(source -> words.put(source.id(), source.label()));
        return new Checks<>(card, shapes(), id, words, 3, changed);
    }

    /** What is ticked, as plans have it: none for all. */
    static List<String> ids(Checks<String> sources) {
        return sources.allChosen() ? List.of() : List.copyOf(sources.chosen());
    }

    /** Ticks what plans have. */
    static void choose(Checks<String> sources, List<String> ids) {
        if (ids.isEmpty()) {
            sources.chooseAll();
        } else {
            sources.choose(Set.copyOf(ids));
        }
    }

    /** Boxes for the days of the week or the months. */
    <E extends Enum<E>> Checks<E> each(String word, String id, Map<E, String> words, int columns) {
        name(word);
        return new Checks<>(card, shapes(), id, words, columns, changed);
    }

    /** What it is about, with room for buttons at its right: they are seen however long the form is. */
    Composite title(String text, int buttons) {
        Composite row = shapes().grid(card, 2 + buttons);
        row.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false, 2, 1));
        shapes().heading(row, text);
        return row;
    }

    /** Room for what is wrong, in the row of the title. */
    Label wrong(Composite title, String id) {
        Label label = shapes().paragraph(title, " ", 1, 200);
        label.setForeground(look.palette().error());
        label.setData(Shapes.ID, id);
        ((GridData) label.getLayoutData()).verticalAlignment = SWT.CENTER;
        return label;
    }

    /** Whether a text is a time of day. */
    static boolean isTime(Text text) {
        try {
            PlanWords.time(text.getText());
            return true;
        } catch (IllegalArgumentException noTime) {
            return false;
        }
    }
}
