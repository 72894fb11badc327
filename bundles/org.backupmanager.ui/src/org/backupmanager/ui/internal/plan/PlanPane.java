package org.backupmanager.ui.internal.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import org.backupmanager.plan.Plans;
import org.backupmanager.session.BackupException;
import org.backupmanager.ui.internal.look.Shapes;
import org.backupmanager.ui.internal.plan.PlanKind.Editor;
import org.backupmanager.ui.internal.plan.PlanKind.Facts;
import org.backupmanager.ui.internal.work.Desk;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

/**
 * Plans of a kind as a list, and below it the one that is chosen, to be changed, or a new one. It is checked while it
 * is
 * typed and kept when the button is pressed.
 *
 * @param <P> a plan
 */
public final class PlanPane<P> {

    private static final int WIDTH = 760;

    private final Desk desk;
    private final PlanKind<P> kind;
    private final Composite pane;
    private final PlanTable table;
    private final Composite below;
    private Facts<P> facts = new Facts<>(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), List.of());
    private Optional<Open<P>> open = Optional.empty();
    private Optional<Integer> chosen = Optional.empty();

    /** The form as it is on the screen. */
    private record Open<P>(Form form, Editor<P> editor, Label wrong, Button keep, Button remove) {
    }

    PlanPane(Composite parent, Desk desk, PlanKind<P> kind) {
        this.desk = desk;
        this.kind = kind;
        Shapes shapes = desk.shapes();
        pane = shapes.grid(parent, 1);
        Composite card = shapes.card(pane, 1);
        card.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
        Composite top = shapes.grid(card, 2);
        top.setLayoutData(Shapes.fillRow());
        shapes.paragraph(top, kind.intro(), 1, WIDTH);
        shapes.button(top, kind.id() + ".new", Messages.add, () -> edit(Optional.empty()));
        table = new PlanTable(card, shapes, kind.id() + ".list", kind.titles(), kind.widths(),
                number -> edit(Optional.of(number)));
        below = shapes.grid(pane, 1);
        below.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
    }

    /** The schedules. */
    public static PlanPane<?> schedules(Composite parent, Desk desk) {
        return new PlanPane<>(parent, desk, new ScheduleKind());
    }

    /** The archiving rules. */
    public static PlanPane<?> archiving(Composite parent, Desk desk) {
        return new PlanPane<>(parent, desk, new ArchivingKind());
    }

    public Composite control() {
        return pane;
    }

    /** Asks the device anew. */
    public void shown() {
        load(chosen);
    }

    private void load(Optional<Integer> number) {
        desk.background().run(pane, kind.intro(), monitor -> kind.load(desk.device().plans(), desk.device().sources()),
                fresh -> show(fresh, number), problem -> wrong(problem.getMessage()));
    }

    private void show(Facts<P> fresh, Optional<Integer> number) {
        boolean first = open.isEmpty();
        facts = fresh;
        chosen = number.filter(facts.plans()::containsKey);
        List<PlanTable.Row> rows = new ArrayList<>();
        facts.plans().forEach((each, plan) -> {
            List<String> cells = new ArrayList<>(kind.cells(plan, facts));
            cells.add(facts.comes(each).map(time -> desk.amounts().date(time, desk.clock().instant()))
                    .orElse(Messages.off));
            rows.add(new PlanTable.Row(each, cells, kind.active(plan)));
        });
        table.show(rows, chosen);
        if (first && chosen.isEmpty() && !facts.plans().isEmpty()) {
            chosen = Optional.of(facts.plans().firstKey());
            table.show(rows, chosen);
        }
        edit(chosen);
    }

    /** Shows the form for a plan, or for a new one. */
    private void edit(Optional<Integer> number) {
        chosen = number;
        if (number.isEmpty()) {
            table.chooseNone();
        }
        open.ifPresent(old -> old.form().card().dispose());
        open = Optional.empty();
        var form = new Form(below, desk.look(), this::check);
        form.card().setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
        P plan = number.map(facts.plans()::get).orElseGet(kind::fresh);
        Composite title = form.title(number.isEmpty() ? Messages.fresh : kind.name(plan), 2);
        Label wrong = form.wrong(title, kind.id() + ".wrong");
        Button remove = desk.shapes().button(title, kind.id() + ".remove", Messages.remove, this::remove);
        Button keep = desk.shapes().mainButton(title, kind.id() + ".keep",
                number.isEmpty() ? Messages.addThis : Messages.keep, this::keep);
        Editor<P> editor = kind.editor(form, facts);
        Shapes.enable(remove, number.isPresent());
        editor.show(plan);
        open = Optional.of(new Open<>(form, editor, wrong, keep, remove));
        check();
        pane.layout(true, true);
    }

    private void check() {
        open.ifPresent(form -> {
            try {
                form.editor().read();
                wrong("");
                Shapes.enable(form.keep(), true);
            } catch (IllegalArgumentException senseless) {
                wrong(senseless.getMessage());
                Shapes.enable(form.keep(), false);
            }
        });
    }

    private void wrong(String sentence) {
        open.ifPresent(form -> form.wrong().setText(sentence.isEmpty() ? " " : Shapes.escape(sentence)));
    }

    private void keep() {
        P plan = open.orElseThrow().editor().read();
        Optional<Integer> number = chosen;
        act(plans -> {
            if (number.isPresent()) {
                kind.change(plans, number.get(), plan);
                return number;
            }
            return Optional.of(kind.add(plans, plan));
        });
    }

    private void remove() {
        int number = chosen.orElseThrow();
        act(plans -> {
            kind.remove(plans, number);
            return Optional.empty();
        });
    }

    private void act(Action action) {
        desk.background().run(pane, kind.intro(), monitor -> action.run(desk.device().plans()), this::load,
                problem -> wrong(problem.getMessage()));
    }

    /** Changes plans; returns the number of the one to choose then. */
    @FunctionalInterface
    private interface Action {
        Optional<Integer> run(Plans plans) throws BackupException;
    }
}
