package org.backupmanager.ui.internal.overview;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.Trouble;
import org.backupmanager.session.BackupException;
import org.backupmanager.ui.internal.look.Mark;
import org.backupmanager.ui.internal.look.Names;
import org.backupmanager.ui.internal.look.Shapes;
import org.backupmanager.ui.internal.work.Desk;
import org.backupmanager.ui.internal.work.Outcome;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;

/** A session's troubles by cause, each cause with its remedy and each path below its cause. */
final class TroubleTree {

    private static final int LIMIT = 2000;
    private static final int WIDTH = 600;

    private final Desk desk;
    private final SessionReport report;
    private final Composite card;
    private final Label state;

    TroubleTree(Composite parent, Desk desk, SessionReport report) {
        this.desk = desk;
        this.report = report;
        card = desk.shapes().card(parent, 1);
        desk.shapes().heading(card, Messages.errors);
        state = desk.shapes().secondary(card, Messages.loadingErrors);
        state.setLayoutData(Shapes.fillRow());
        desk.background().run(card, Messages.errors, monitor -> read(), this::show,
                problem -> state.setText(Shapes.escape(problem.getMessage())));
    }

    Composite control() {
        return card;
    }

    private record Row(Trouble trouble, String path) {
    }

    private List<Row> read() throws BackupException {
        Function<ItemPath, String> shown = report.source().equals(SessionReport.ALL) ? ItemPath::toString
                : desk.device().source(report.source())::show;
        return desk.device().sessions().troubles(report.id(), LIMIT).stream().map(trouble ->
                new Row(trouble, trouble.path().isRoot() ? "" : shown.apply(trouble.path()))).toList();
    }

    private void show(List<Row> rows) {
        if (rows.isEmpty()) {
            state.setText(Shapes.escape(report.state().isRestorable() ? noTroubles(report.type())
                    : Messages.bind(Messages.noErrorsEnded, Outcome.word(report))));
            return;
        }
        state.setText(rows.size() < LIMIT ? "" : Messages.bind(Messages.tooMany, desk.amounts().count(LIMIT)));
        Shapes.show(state, rows.size() >= LIMIT);
        Map<Code, List<Row>> groups = new EnumMap<>(Code.class);
        rows.forEach(row -> groups.computeIfAbsent(row.trouble().code(), code -> new ArrayList<>()).add(row));
        Tree tree = tree();
        groups.entrySet().stream().sorted(Comparator.<Map.Entry<Code, List<Row>>, Boolean>comparing(
                group -> !isError(group.getValue())).thenComparing(group -> -group.getValue().size()))
                .forEach(group -> group(tree, group.getKey(), group.getValue()));
        whole(tree);
        card.layout(true, true);
    }

    /** Below the tree, where there is room for all of it: what the marked row says; first the gravest. */
    private void whole(Tree tree) {
        Label whole = desk.shapes().paragraph(card, " ", 1, WIDTH);
        whole.setForeground(desk.look().palette().text());
        whole.setData(Shapes.ID, "report.whole");
        tree.addListener(SWT.Selection, e -> {
            if (e.item.getData() instanceof Row row) {
                whole.setText(Shapes.escape(row.path().isEmpty() ? row.trouble().detail()
                        : Messages.bind(Messages.pathAndDetail, row.path(), row.trouble().detail())));
                card.layout(true, true);
            }
        });
        Event first = new Event();
        first.item = tree.getItem(0).getItem(0);
        tree.setSelection((TreeItem) first.item);
        tree.notifyListeners(SWT.Selection, first);
    }

    private static String noTroubles(SessionReport.Type type) {
        return switch (type) {
            case BACKUP -> Messages.noErrors;
            case RESTORE -> Messages.noErrorsRestore;
            case VERIFY -> Messages.noErrorsVerify;
            case REPAIR, REPAIR_PLAN -> Messages.noErrorsRepair;
        };
    }

    private Tree tree() {
        Tree tree = new Tree(card, SWT.FULL_SELECTION);
        tree.setData(Shapes.ID, "report.troubles");
        desk.shapes().dress(tree);
        tree.setHeaderVisible(true);
        tree.setLayoutData(Shapes.fill());
        Shapes.column(tree, Messages.columnPath, 460);
        Shapes.column(tree, Messages.columnDetail, 580);
        return tree;
    }

    private static boolean isError(List<Row> rows) {
        return rows.stream().anyMatch(row -> row.trouble().severity() == Trouble.Severity.ERROR);
    }

    private void group(Tree tree, Code code, List<Row> rows) {
        TreeItem group = new TreeItem(tree, SWT.NONE);
        boolean good = code == Code.HEALED || code == Code.HEALABLE;
        group.setImage(desk.look().icons().state(isError(rows) ? Mark.ERROR : good ? Mark.OK : Mark.WARNING));
        group.setText(new String[] { title(code) + " (" + desk.amounts().count(rows.size()) + ")", remedy(code) });
        group.setFont(0, desk.look().bold());
        for (Row row : rows) {
            TreeItem item = new TreeItem(group, SWT.NONE);
            item.setData(row);
            item.setText(new String[] { row.path(), Names.brief(row.trouble().detail()) });
        }
        group.setExpanded(true);
    }

    private String title(Code code) {
        return switch (code) {
            case ITEM_UNREADABLE -> Messages.groupUnreadable;
            case ITEM_VANISHED -> Messages.groupVanished;
            case ITEM_CHANGED -> Messages.groupChanged;
            case ITEM_DAMAGED, OBJECT_DAMAGED, OBJECT_MISSING -> Messages.groupDamaged;
            case ITEM_UNWRITABLE -> Messages.groupUnwritable;
            case ATTRIBUTE_LOST -> Messages.groupAttribute;
            case ITEM_LOST -> Messages.groupLost;
            case HEALABLE -> Messages.groupHealable;
            case HEALED -> Messages.groupHealed;
            case NOT_HEALABLE -> Messages.groupNotHealable;
            case OBJECT_UNNEEDED -> Messages.groupUnneeded;
            default -> report.state().isRestorable() ? Messages.groupOther : Messages.groupEnded;
        };
    }

    private static String remedy(Code code) {
        return switch (code) {
            case ITEM_UNREADABLE -> Messages.remedyUnreadable;
            case ITEM_VANISHED -> Messages.remedyVanished;
            case ITEM_CHANGED -> Messages.remedyChanged;
            case ITEM_DAMAGED, OBJECT_DAMAGED, OBJECT_MISSING -> Messages.remedyDamaged;
            case ITEM_UNWRITABLE -> Messages.remedyUnwritable;
            case ATTRIBUTE_LOST -> Messages.remedyAttribute;
            case ITEM_LOST, HEALABLE -> Messages.remedyLost;
            case NOT_HEALABLE -> Messages.remedyNotHealable;
            default -> "";
        };
    }
}
