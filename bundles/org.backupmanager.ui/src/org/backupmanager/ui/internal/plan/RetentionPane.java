package org.backupmanager.ui.internal.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.backupmanager.plan.Fate;
import org.backupmanager.plan.RetentionPolicy;
import org.backupmanager.source.DataSource;
import org.backupmanager.ui.internal.look.Shapes;
import org.backupmanager.ui.internal.work.Desk;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Spinner;

/** How long sessions are kept: five numbers for each data source, and what they would do before they are set. */
public final class RetentionPane {

    private static final int WIDTH = 840;
    private static final int RULES = 5;
    private static final int MOST_SHOWN = 10_000;

    private final Desk desk;
    private final Composite pane;
    private final Composite numbers;
    private final Label sentence;
    private final Button set;
    private final PlanTable preview;
    private final Map<String, List<Spinner>> spinners = new LinkedHashMap<>();
    private final Map<String, String> labels = new LinkedHashMap<>();
    private Map<String, RetentionPolicy> kept = Map.of();
    private int asked;
    private int loads;

    /** What the device says. */
    private record Facts(Map<String, RetentionPolicy> policies, List<DataSource> sources) {
    }

    public RetentionPane(Composite parent, Desk desk) {
        this.desk = desk;
        Shapes shapes = desk.shapes();
        pane = shapes.grid(parent, 1);
        Composite card = shapes.card(pane, 1);
        card.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
        shapes.paragraph(card, Messages.retentionIntro, 1, WIDTH);
        numbers = shapes.grid(card, 1 + RULES);
        ((GridLayout) numbers.getLayout()).horizontalSpacing = Shapes.MARGIN;
        Composite row = shapes.grid(card, 2);
        row.setLayoutData(Shapes.fillRow());
        sentence = shapes.paragraph(row, " ", 1, WIDTH - 200);
        sentence.setData(Shapes.ID, "retention.sentence");
        set = shapes.mainButton(row, "retention.set", Messages.keep, this::set);
        Composite below = shapes.card(pane, 1);
        below.setLayoutData(Shapes.fill());
        shapes.heading(below, Messages.preview);
        preview = new PlanTable(below, shapes, "retention.preview",
                List.of(Messages.session, Messages.source, Messages.fate, Messages.reason),
                new int[] {180, 160, 120, 320}, number -> {
                    // a session is not changed here
                });
        preview.fill();
    }

    public Composite control() {
        return pane;
    }

    /** Asks the device anew; until it has answered, nobody can type what would be lost then. */
    public void shown() {
        int load = ++loads;
        pane.setEnabled(false);
        desk.background().run(pane, Messages.retention, monitor -> new Facts(
                desk.device().plans().retention().policies(), desk.device().sources()), facts -> {
                    if (load == loads) {
                        show(facts);
                        pane.setEnabled(true);
                    }
                }, problem -> sentence.setText(Shapes.escape(problem.getMessage())));
    }

    private void show(Facts facts) {
        kept = facts.policies();
        for (var child : numbers.getChildren()) {
            child.dispose();
        }
        spinners.clear();
        Shapes shapes = desk.shapes();
        for (String title : List.of("", Messages.last, Messages.daily, Messages.weekly, Messages.monthly,
                Messages.yearly)) {
            shapes.secondary(numbers, title);
        }
        for (DataSource source : facts.sources()) {
            RetentionPolicy policy = kept.getOrDefault(source.id(), RetentionPolicy.EVERYTHING);
            shapes.heading(numbers, source.label());
            labels.put(source.id(), source.label());
            List<Spinner> row = new ArrayList<>();
            int[] values = {policy.last(), policy.days(), policy.weeks(), policy.months(), policy.years()};
            for (int i = 0; i < RULES; i++) {
                row.add(spinner(source.id() + "." + i, values[i]));
            }
            spinners.put(source.id(), row);
        }
        pane.layout(true, true);
        ask();
    }

    private Spinner spinner(String id, int value) {
        Spinner spinner = new Spinner(numbers, SWT.BORDER);
        spinner.setValues(value, 0, RetentionPolicy.MOST, 0, 1, 10);
        spinner.setTextLimit(6);
        spinner.setData(Shapes.ID, "retention." + id);
        spinner.addListener(SWT.Modify, e -> ask());
        return spinner;
    }

    private Map<String, RetentionPolicy> typed() {
        Map<String, RetentionPolicy> typed = new LinkedHashMap<>();
        spinners.forEach((source, row) -> typed.put(source, new RetentionPolicy(row.get(0).getSelection(),
                row.get(1).getSelection(), row.get(2).getSelection(), row.get(3).getSelection(),
                row.get(4).getSelection())));
        return typed;
    }

    private boolean changed() {
        return typed().entrySet().stream().anyMatch(entry -> !entry.getValue()
                .equals(kept.getOrDefault(entry.getKey(), RetentionPolicy.EVERYTHING)));
    }

    /** Asks what the numbers on the screen would do. */
    private void ask() {
        int now = ++asked;
        Map<String, RetentionPolicy> typed = typed();
        Shapes.enable(set, changed());
        desk.background().run(pane, Messages.preview, monitor -> desk.device().plans().retention().preview(typed),
                fates -> {
                    if (now == asked) {
                        show(fates);
                    }
                }, problem -> sentence.setText(Shapes.escape(problem.getMessage())));
    }

    private void show(List<Fate> fates) {
        long going = fates.stream().filter(fate -> !fate.kept()).count();
        sentence.setText(NLS.bind(Messages.previewSentence, desk.amounts()
                .plural(fates.size() - going, Messages.oneStays, Messages.manyStay),
                desk.amounts().count(going)));
        List<PlanTable.Row> rows = new ArrayList<>();
        for (Fate fate : fates.subList(0, Math.min(fates.size(), MOST_SHOWN))) {
            rows.add(new PlanTable.Row((int) fate.session().id().number(), List.of(
                    desk.amounts().date(fate.session().start(), desk.clock().instant()),
                    labels.getOrDefault(fate.session().source(), fate.session().source()),
                    fate.kept() ? Messages.stays : Messages.goes, reasons(fate)), fate.kept()));
        }
        preview.show(rows, Optional.empty());
    }

    private static String reasons(Fate fate) {
        return fate.kept() ? String.join(", ", fate.reasons().stream().map(RetentionPane::reason).toList())
                : Messages.noRule;
    }

    private static String reason(Fate.Reason reason) {
        String number = Integer.toString(reason.number());
        return switch (reason.why()) {
            case NO_POLICY -> Messages.whyNoPolicy;
            case LAST -> NLS.bind(Messages.whyLast, number);
            case DAY -> NLS.bind(Messages.whyDay, number);
            case WEEK -> NLS.bind(Messages.whyWeek, number);
            case MONTH -> NLS.bind(Messages.whyMonth, number);
            case YEAR -> NLS.bind(Messages.whyYear, number);
            case ARCHIVED -> Messages.whyArchived;
            case HELD -> Messages.whyHeld;
            case NEWEST -> Messages.whyNewest;
            case NEWEST_WITHOUT_ERRORS -> Messages.whyNewestGood;
        };
    }

    private void set() {
        Map<String, RetentionPolicy> typed = typed();
        desk.background().run(pane, Messages.retention, monitor -> {
            for (var entry : typed.entrySet()) {
                desk.device().plans().retention().set(entry.getKey(), entry.getValue());
            }
            return typed;
        }, done -> {
            kept = done;
            Shapes.enable(set, changed());
        }, problem -> sentence.setText(Shapes.escape(problem.getMessage())));
    }
}
