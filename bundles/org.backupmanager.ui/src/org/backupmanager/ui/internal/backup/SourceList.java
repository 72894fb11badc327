package org.backupmanager.ui.internal.backup;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import org.backupmanager.model.SessionReport;
import org.backupmanager.source.DataSource;
import org.backupmanager.ui.internal.look.Look;
import org.backupmanager.ui.internal.look.Mark;
import org.backupmanager.ui.internal.look.Shapes;
import org.backupmanager.ui.internal.work.Desk;
import org.backupmanager.ui.internal.work.SourceIcon;
import org.backupmanager.ui.internal.work.Standing;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;

/** Data sources, those that can be used first; each with what is chosen of it or a button to add it. */
final class SourceList {

    private final Desk desk;
    private final Consumer<DataSource> open;
    private final Composite card;
    private String marked = "";
    private List<Object> shown = List.of();

    SourceList(Composite parent, Desk desk, Consumer<DataSource> open) {
        this.desk = desk;
        this.open = open;
        card = desk.shapes().card(parent, 1);
        ((GridLayout) card.getLayout()).marginWidth = 1;
        desk.shapes().heading(card, Messages.sources).setLayoutData(indented());
    }

    private static GridData indented() {
        GridData data = new GridData(SWT.FILL, SWT.CENTER, true, false);
        data.horizontalIndent = Shapes.MARGIN;
        return data;
    }

    Composite control() {
        return card;
    }

    void mark(DataSource source) {
        marked = source.id();
    }

    void show(Standing.Facts facts, Set<String> opened) {
        List<Object> next = new ArrayList<>(facts.sources());
        next.add(marked);
        next.add(Set.copyOf(opened));
        facts.sources().forEach(source -> next.add(lastSize(facts, source)));
        if (next.equals(shown)) {
            return;
        }
        shown = next;
        for (Control child : card.getChildren()) {
            if (child instanceof Composite) {
                child.dispose();
            }
        }
        facts.sources().stream().sorted(Comparator.comparing(source -> !source.availability().here()))
                .forEach(source -> row(source, lastSize(facts, source), opened.contains(source.source().id())));
        card.layout(true, true);
    }

    private String lastSize(Standing.Facts facts, Standing.SourceFacts source) {
        return facts.backups(source.source().id()).stream().filter(r -> r.state().isRestorable()).findFirst()
                .map(SessionReport::totals).map(totals -> desk.amounts().size(totals.selectedSize())).orElse("");
    }

    private void row(Standing.SourceFacts facts, String size, boolean opened) {
        DataSource source = facts.source();
        Look look = desk.look();
        Shapes shapes = desk.shapes();
        boolean here = source.id().equals(marked);
        Composite row = new Composite(card, SWT.NONE);
        Color background = here ? look.palette().hover() : look.palette().raised();
        row.setBackground(background);
        GridLayout layout = Shapes.layout(3, Shapes.WIDE_GAP);
        layout.marginWidth = Shapes.MARGIN;
        row.setLayout(layout);
        row.setLayoutData(Shapes.fillRow());
        Label icon = shapes.text(row, "");
        icon.setImage(SourceIcon.of(source, look, 24, facts.availability().here()));
        Composite words = shapes.grid(row, 1);
        ((GridLayout) words.getLayout()).verticalSpacing = 2;
        words.setLayoutData(Shapes.fillRow());
        Label name = here ? shapes.heading(words, source.label()) : shapes.text(words, source.label());
        boolean usable = facts.availability().here();
        if (!usable) {
            name.setForeground(look.palette().secondary());
        }
        shapes.paragraph(words, detail(facts, size), 1, 150);
        if (usable && (opened || !facts.selection().isEmpty())) {
            Label mark = shapes.text(row, "");
            mark.setImage(look.icons().state(facts.selection().isEmpty() ? Mark.IDLE : Mark.OK));
            row.setCursor(row.getDisplay().getSystemCursor(SWT.CURSOR_HAND));
            for (Control part : new Control[] { row, icon, words, name }) {
                part.addListener(SWT.MouseUp, e -> open.accept(source));
            }
        } else if (usable) {
            shapes.button(row, "backup.add." + source.id(), Messages.add, () -> open.accept(source));
        }
        row.setToolTipText(source.description());
    }

    private static String detail(Standing.SourceFacts facts, String size) {
        if (!facts.availability().here()) {
            return facts.availability().reason();
        }
        if (facts.selection().isEmpty()) {
            return Messages.notSelected;
        }
        return size.isEmpty() ? Messages.selected : Messages.bind(Messages.selectedSize, size);
    }
}
