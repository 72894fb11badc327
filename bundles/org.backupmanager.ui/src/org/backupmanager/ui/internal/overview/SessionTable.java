package org.backupmanager.ui.internal.overview;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.ui.internal.look.Amounts;
import org.backupmanager.ui.internal.look.Mark;
import org.backupmanager.ui.internal.look.Shapes;
import org.backupmanager.ui.internal.work.Activity;
import org.backupmanager.ui.internal.work.Desk;
import org.backupmanager.ui.internal.work.Outcome;
import org.backupmanager.ui.internal.work.Standing;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;

/** All sessions: rows are made when they are seen, sorted by a click on a column, filtered by what is typed. */
final class SessionTable {

    /** A column, and how it sorts. */
    private enum Column {
        STATE(Messages.columnState, 136, SWT.LEFT, Comparator.comparing(SessionReport::state)),
        START(Messages.columnStart, 148, SWT.LEFT, Comparator.comparing(SessionReport::start)),
        SOURCE(Messages.columnSource, 152, SWT.LEFT, Comparator.comparing(SessionReport::source)),
        TYPE(Messages.columnType, 80, SWT.LEFT, Comparator.comparing(SessionReport::type)),
        DURATION(Messages.columnDuration, 88, SWT.RIGHT, Comparator.comparing(r -> r.duration(r.start()))),
        SELECTED(Messages.columnSelected, 96, SWT.RIGHT, Comparator.comparing(r -> r.totals().selectedSize())),
        CHANGED(Messages.columnChanged, 96, SWT.RIGHT, Comparator.comparing(r -> r.totals().processedSize())),
        SENT(Messages.columnSent, 92, SWT.RIGHT, Comparator.comparing(r -> r.totals().sentSize())),
        ERRORS(Messages.columnErrors, 72, SWT.RIGHT, Comparator.comparing(r -> r.totals().errorCount()));

        private final String title;
        private final int width;
        private final int alignment;
        private final Comparator<SessionReport> order;

        Column(String title, int width, int alignment, Comparator<SessionReport> order) {
            this.title = title;
            this.width = width;
            this.alignment = alignment;
            this.order = order;
        }
    }

    private final Desk desk;
    private final Composite card;
    private final Text filter;
    private final Label count;
    private final Table table;
    private List<SessionReport> all = List.of();
    private List<SessionReport> rows = List.of();
    /** Sessions that have begun and stand still, with the word for it. */
    private Map<SessionId, String> standing = Map.of();
    private Column sorted = Column.START;
    private boolean descending = true;
    private Standing.Facts facts = new Standing.Facts(List.of(), List.of());

    SessionTable(Composite parent, Desk desk) {
        this.desk = desk;
        Shapes shapes = desk.shapes();
        card = shapes.card(parent, 1);
        Composite top = shapes.grid(card, 3);
        top.setLayoutData(Shapes.fillRow());
        shapes.heading(top, Messages.sessions);
        count = shapes.secondary(top, "");
        count.setLayoutData(Shapes.fillRow());
        filter = new Text(top, SWT.SEARCH | SWT.ICON_SEARCH | SWT.ICON_CANCEL);
        filter.setMessage(Messages.filter);
        filter.setToolTipText(Messages.filterTip);
        filter.setData(Shapes.ID, "overview.filter");
        GridData narrow = new GridData(SWT.RIGHT, SWT.CENTER, false, false);
        narrow.widthHint = 240;
        filter.setLayoutData(narrow);
        filter.addListener(SWT.Modify, e -> arrange());
        table = new Table(card, SWT.VIRTUAL | SWT.FULL_SELECTION | SWT.SINGLE);
        table.setData(Shapes.ID, "overview.sessions");
        shapes.dress(table);
        table.setHeaderVisible(true);
        GridData room = Shapes.fill();
        room.heightHint = 3 * Shapes.ROW;
        table.setLayoutData(room);
        for (Column column : Column.values()) {
            add(column);
        }
        table.addListener(SWT.Resize, e -> stretch());
        table.addListener(SWT.SetData, this::fill);
        table.addListener(SWT.DefaultSelection, e -> desk.guide().report(rows.get(table.indexOf((TableItem) e.item))));
        ((GridLayout) card.getLayout()).marginBottom = -8;
    }

    private void add(Column column) {
        TableColumn added = new TableColumn(table, column.alignment);
        added.setText(column.title);
        added.setWidth(column.width);
        added.setMoveable(true);
        added.addListener(SWT.Selection, e -> {
            descending = sorted == column ? !descending : column.alignment == SWT.RIGHT || column == Column.START;
            sorted = column;
            arrange();
        });
    }

    /** The columns share the width there is, each by its usual part of it. */
    private void stretch() {
        int usual = 0;
        for (Column column : Column.values()) {
            usual += column.width;
        }
        double factor = Math.max(1, table.getClientArea().width / (double) usual);
        for (Column column : Column.values()) {
            table.getColumn(column.ordinal()).setWidth((int) (column.width * factor));
        }
    }

    Composite control() {
        return card;
    }

    void show(Standing.Facts shown) {
        facts = shown;
        all = shown.reports();
        arrange();
    }

    /** Takes the numbers of sessions that run. */
    void update(List<Activity> running) {
        standing = running.stream().filter(Activity::standsStill)
                .collect(Collectors.toMap(activity -> activity.report().id(), Activity::standingWord));
        if (!running.isEmpty()) {
            Map<SessionId, SessionReport> fresh = running.stream().map(Activity::report)
                    .collect(Collectors.toMap(SessionReport::id, report -> report));
            all = all.stream().map(report -> fresh.getOrDefault(report.id(), report)).toList();
            arrange();
        }
    }

    private void arrange() {
        String wanted = filter.getText().strip().toLowerCase(Locale.getDefault());
        Comparator<SessionReport> order = descending ? sorted.order.reversed() : sorted.order;
        rows = all.stream().filter(report -> fits(report, wanted)).sorted(order).toList();
        table.setSortColumn(table.getColumn(sorted.ordinal()));
        table.setSortDirection(descending ? SWT.DOWN : SWT.UP);
        table.setItemCount(rows.size());
        table.clearAll();
        count.setText(counted());
    }

    private String counted() {
        String of = desk.amounts().count(all.size());
        if (all.isEmpty()) {
            return Messages.noSessions;
        }
        return rows.size() == all.size() ? of : Messages.bind(Messages.someOf, desk.amounts().count(rows.size()), of);
    }

    private boolean fits(SessionReport report, String wanted) {
        return wanted.isEmpty() || String.join(" ", Outcome.word(report), Outcome.type(report),
                facts.label(report.source()), desk.amounts().date(report.start(), desk.clock().instant()))
                .toLowerCase(Locale.getDefault()).contains(wanted);
    }

    private void fill(Event event) {
        TableItem item = (TableItem) event.item;
        SessionReport report = rows.get(event.index);
        boolean stands = standing.containsKey(report.id());
        item.setImage(0, desk.look().icons().state(stands ? Mark.HELD : Outcome.mark(report)));
        for (Column column : Column.values()) {
            item.setText(column.ordinal(), text(report, column));
        }
        if (report.totals().errorCount() > 0) {
            item.setForeground(Column.ERRORS.ordinal(), desk.look().palette().warning());
        }
    }

    private String text(SessionReport report, Column column) {
        Amounts amounts = desk.amounts();
        Instant now = desk.clock().instant();
        SessionReport.Totals totals = report.totals();
        return switch (column) {
            case STATE -> standing.getOrDefault(report.id(), Outcome.word(report));
            case START -> amounts.when(report.start(), now);
            case SOURCE -> facts.label(report.source());
            case TYPE -> Outcome.type(report);
            case DURATION -> amounts.duration(report.duration(now));
            case SELECTED -> amounts.size(totals.selectedSize());
            case CHANGED -> amounts.size(totals.processedSize());
            case SENT -> amounts.size(totals.sentSize());
            case ERRORS -> totals.errorCount() == 0 ? "" : amounts.count(totals.errorCount());
        };
    }
}
