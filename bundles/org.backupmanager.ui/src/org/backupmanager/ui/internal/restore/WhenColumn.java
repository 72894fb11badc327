package org.backupmanager.ui.internal.restore;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.ui.internal.look.Amounts;
import org.backupmanager.ui.internal.look.Mark;
import org.backupmanager.ui.internal.look.Shapes;
import org.backupmanager.ui.internal.work.Desk;
import org.backupmanager.ui.internal.work.Outcome;
import org.backupmanager.ui.internal.work.Standing;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;

/** The Session time list: sessions that can be restored from, newest first. */
final class WhenColumn {

    private final Desk desk;
    private final Consumer<SessionReport> choose;
    private final Composite card;
    private final Combo sources;
    private final Table table;
    private List<SessionReport> rows = List.of();
    private List<String> ids = List.of();
    private Standing.Facts facts = new Standing.Facts(List.of(), List.of());
    private Optional<SessionReport> chosen = Optional.empty();

    WhenColumn(Composite parent, Desk desk, Consumer<SessionReport> choose) {
        this.desk = desk;
        this.choose = choose;
        Shapes shapes = desk.shapes();
        card = shapes.card(parent, 1);
        shapes.heading(card, Messages.when);
        sources = new Combo(card, SWT.DROP_DOWN | SWT.READ_ONLY);
        sources.setLayoutData(Shapes.fillRow());
        sources.setData(Shapes.ID, "restore.source");
        sources.addListener(SWT.Selection, e -> list());
        table = new Table(card, SWT.VIRTUAL | SWT.FULL_SELECTION | SWT.SINGLE);
        table.setData(Shapes.ID, "restore.sessions");
        shapes.dress(table);
        column(176, SWT.LEFT);
        column(72, SWT.RIGHT);
        table.setLayoutData(Shapes.fill());
        new SessionRemoval(card, desk, this::chosen);
        table.addListener(SWT.SetData, this::fill);
        table.addListener(SWT.Selection, e -> pick(rows.get(table.indexOf((TableItem) e.item))));
    }

    private void column(int width, int alignment) {
        TableColumn column = new TableColumn(table, alignment);
        column.setWidth(width);
    }

    Composite control() {
        return card;
    }

    Optional<SessionReport> chosen() {
        return chosen;
    }

    void show(Standing.Facts shown) {
        facts = shown;
        List<String> next = shown.reports().stream().filter(WhenColumn::fits).map(SessionReport::source).distinct()
                .sorted().toList();
        if (!next.equals(ids)) {
            String before = sources.getSelectionIndex() < 0 ? "" : ids.get(sources.getSelectionIndex());
            ids = next;
            sources.setItems(ids.stream().map(shown::label).toArray(String[]::new));
            sources.select(Math.max(0, ids.indexOf(before)));
        }
        list();
    }

    private static boolean fits(SessionReport report) {
        return report.type() == SessionReport.Type.BACKUP && report.state().isRestorable();
    }

    private void list() {
        if (sources.getSelectionIndex() < 0) {
            return;
        }
        String source = ids.get(sources.getSelectionIndex());
        List<SessionReport> next = facts.backups(source).stream().filter(WhenColumn::fits).toList();
        if (!next.equals(rows)) {
            rows = next;
            table.setItemCount(rows.size());
            table.clearAll();
        }
        boolean stays = chosen.map(SessionReport::id).filter(id -> rows.stream().anyMatch(row -> row.id().equals(id)))
                .isPresent();
        if (!stays && !rows.isEmpty()) {
            pick(rows.getFirst());
        }
        mark();
    }

    private void mark() {
        chosen.ifPresent(session -> {
            for (int i = 0; i < rows.size(); i++) {
                if (rows.get(i).id().equals(session.id())) {
                    table.setSelection(i);
                }
            }
        });
    }

    private void pick(SessionReport session) {
        if (chosen.filter(now -> now.id().equals(session.id())).isEmpty()) {
            chosen = Optional.of(session);
            choose.accept(session);
        }
    }

    /** Chooses a session of whatever source. */
    void choose(SessionId id) {
        facts.reports().stream().filter(report -> report.id().equals(id)).findFirst().ifPresent(report -> {
            sources.select(Math.max(0, ids.indexOf(report.source())));
            pick(report);
            list();
            table.showSelection();
        });
    }

    private void fill(Event event) {
        TableItem item = (TableItem) event.item;
        SessionReport report = rows.get(event.index);
        Amounts amounts = desk.amounts();
        Instant now = desk.clock().instant();
        Mark mark = Outcome.mark(report);
        item.setImage(0, report.archived() ? desk.look().icons().small("archived") : desk.look().icons().state(mark));
        item.setText(0, event.index == 0 ? Messages.bind(Messages.latest, amounts.when(report.start(), now))
                : amounts.date(report.start(), now));
        item.setText(1, amounts.size(report.totals().selectedSize()));
    }
}
