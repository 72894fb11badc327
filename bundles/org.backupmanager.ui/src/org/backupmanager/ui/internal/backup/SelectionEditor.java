package org.backupmanager.ui.internal.backup;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Priority;
import org.backupmanager.model.Selection;
import org.backupmanager.session.BackupException;
import org.backupmanager.source.DataSource;
import org.backupmanager.ui.internal.look.Shapes;
import org.backupmanager.ui.internal.tree.Leaf;
import org.backupmanager.ui.internal.tree.LazyTree;
import org.backupmanager.ui.internal.tree.Ticks;
import org.backupmanager.ui.internal.work.Desk;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;

/** Chooses what of one data source is protected: a tree to tick, priorities, exclusion masks, and what it comes to. */
final class SelectionEditor {

    private static final List<Priority> PRIORITIES = List.of(Priority.HIGH, Priority.NORMAL, Priority.LOW);

    private final Desk desk;
    private final DataSource source;
    private final Composite card;
    private final Choice choice;
    private final LazyTree tree;
    private final Combo priority;
    private final SelectionSummary summary;
    private final Optional<KindBoxes> kinds;

    SelectionEditor(Composite parent, Desk desk, DataSource source, Selection chosen, Consumer<String> problem) {
        this.desk = desk;
        this.source = source;
        Shapes shapes = desk.shapes();
        card = shapes.card(parent, 1);
        ((GridLayout) card.getLayout()).verticalSpacing = Shapes.WIDE_GAP;
        choice = new Choice(desk, source, chosen, card, why -> problem.accept(why.getMessage()));
        Composite top = shapes.grid(card, 4);
        top.setLayoutData(Shapes.fillRow());
        shapes.heading(top, source.label()).setLayoutData(Shapes.fillRow());
        shapes.secondary(top, Messages.priorityOf);
        priority = priorities(top);
        var clearing = new SelectionClearing(card, desk, choice, this::cleared);
        shapes.button(top, "backup.clear", Messages.clear, clearing::ask);
        tree = new LazyTree(card, desk.look(), desk.background(), "backup.tree",
                new LazyTree.Rules(this::read, this::tick, this::toggle, this::text));
        tree.column(Messages.columnName, 480, SWT.LEFT);
        tree.column(Messages.columnSize, 104, SWT.RIGHT);
        tree.column(Messages.columnPriority, 104, SWT.LEFT);
        tree.control().setLayoutData(Shapes.fill());
        for (int event : new int[] { SWT.Selection, SWT.Expand, SWT.Collapse, SWT.FocusIn }) {
            tree.control().addListener(event, e -> showPriority());
        }
        kinds = source.keepsFiles() ? Optional.of(new KindBoxes(card, shapes, choice, this::changed))
                : Optional.empty();
        Composite masks = shapes.grid(card, 1);
        masks.setLayoutData(Shapes.fillRow());
        summary = new SelectionSummary(card, desk, choice);
        new MaskEditor(masks, desk, problem, this::changed);
        tree.reload();
        changed();
        showPriority();
    }

    private Combo priorities(Composite parent) {
        Combo combo = new Combo(parent, SWT.DROP_DOWN | SWT.READ_ONLY);
        for (Priority each : PRIORITIES) {
            combo.add(word(each));
        }
        combo.setData(Shapes.ID, "backup.priority");
        combo.setToolTipText(Messages.priorityTip);
        combo.addListener(SWT.Selection, e -> tree.marked().ifPresent(leaf -> {
            choice.set(choice.selection().including(leaf.path(), PRIORITIES.get(combo.getSelectionIndex())));
            tree.refresh();
        }));
        return combo;
    }

    private static String word(Priority priority) {
        return switch (priority) {
            case HIGH -> Messages.priorityHigh;
            case NORMAL -> Messages.priorityNormal;
            case LOW -> Messages.priorityLow;
        };
    }

    private List<Leaf> read(ItemPath folder) throws BackupException {
        return source.browse(folder).stream().map(found -> new Leaf(found.path(), found.label(), found.kind(),
                found.size(), Optional.empty(), found.hasChildren())).toList();
    }

    private Ticks.Tick tick(ItemPath path) {
        return Ticks.of(choice.selection(), path);
    }

    private void toggle(Leaf leaf, Ticks.Tick before) {
        Selection now = choice.selection();
        choice.set(before == Ticks.Tick.ON ? Ticks.off(now, leaf.path()) : Ticks.on(now, leaf.path()));
        changed();
        showPriority();
    }

    private String text(Leaf leaf, int column) {
        if (column == 1) {
            return leaf.size() < 0 || leaf.hasChildren() ? "" : desk.amounts().size(leaf.size());
        }
        Priority own = choice.selection().priority(leaf.path());
        return own == Priority.NORMAL || tick(leaf.path()) == Ticks.Tick.OFF ? "" : word(own);
    }

    private void showPriority() {
        if (priority.isDisposed()) {
            return; // the focus wanders through a page that is just being closed
        }
        Optional<Leaf> chosen = tree.marked().filter(leaf -> choice.selection().test(leaf.path()));
        priority.setEnabled(chosen.isPresent());
        priority.select(PRIORITIES.indexOf(chosen.map(leaf -> choice.selection().priority(leaf.path()))
                .orElse(Priority.NORMAL)));
    }

    private void cleared() {
        tree.refresh();
        kinds.ifPresent(KindBoxes::show);
        changed();
    }

    private void changed() {
        summary.show();
    }

    Composite control() {
        return card;
    }
}
