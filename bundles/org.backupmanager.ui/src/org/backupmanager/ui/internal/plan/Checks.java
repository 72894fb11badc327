package org.backupmanager.ui.internal.plan;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.backupmanager.ui.internal.look.Shapes;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;

/**
 * Boxes to tick, side by side.
 *
 * @param <T> what they stand for
 */
final class Checks<T> {

    private final Map<T, Button> boxes = new LinkedHashMap<>();

    /**
     * Makes them in a grid.
     *
     * @param id of the first part of each box's id for tests
     * @param words what each stands for, with its word
     * @param columns in one line
     * @param changed called after each tick
     */
    Checks(Composite parent, Shapes shapes, String id, Map<T, String> words, int columns, Runnable changed) {
        Composite row = shapes.grid(parent, columns);
        row.setLayoutData(Shapes.fillRow());
        words.forEach((value, word) -> {
            Button box = new Button(row, SWT.CHECK);
            box.setText(word);
            box.setData(Shapes.ID, id + "." + value);
            box.addListener(SWT.Selection, e -> changed.run());
            boxes.put(value, box);
        });
    }

    Set<T> chosen() {
        Set<T> chosen = new LinkedHashSet<>();
        boxes.forEach((value, box) -> {
            if (box.getSelection()) {
                chosen.add(value);
            }
        });
        return chosen;
    }

    boolean allChosen() {
        return chosen().size() == boxes.size();
    }

    void choose(Set<T> wanted) {
        boxes.forEach((value, box) -> box.setSelection(wanted.contains(value)));
    }

    void chooseAll() {
        boxes.values().forEach(box -> box.setSelection(true));
    }
}
