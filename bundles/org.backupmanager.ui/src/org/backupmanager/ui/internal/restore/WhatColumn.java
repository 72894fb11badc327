package org.backupmanager.ui.internal.restore;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.backupmanager.model.ItemKind;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Priority;
import org.backupmanager.model.Selection;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Sessions;
import org.backupmanager.source.DataSource;
import org.backupmanager.ui.internal.look.Shapes;
import org.backupmanager.ui.internal.tree.Leaf;
import org.backupmanager.ui.internal.tree.LazyTree;
import org.backupmanager.ui.internal.tree.Ticks;
import org.backupmanager.ui.internal.work.Desk;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;

/** The content of a session, to tick what shall come back. */
final class WhatColumn {

    private static final int FOUND = 500;
    private static final int TYPING = 350;

    private final Desk desk;
    private final Runnable changed;
    private final Consumer<SessionId> chooseSession;
    private final Composite card;
    private final Text filter;
    private final Button everything;
    private final Button everywhere;
    private final LazyTree tree;
    private Optional<SessionReport> session = Optional.empty();
    private Optional<Job> search = Optional.empty();
    private Selection ticked = Selection.NONE;
    /** The newest session of what was found in all of them. */
    private Map<ItemPath, SessionId> newest = Map.of();
    private int typed;

    /** @param chooseSession is told where something lies that was found in another session */
    WhatColumn(Composite parent, Desk desk, Runnable changed, Consumer<SessionId> chooseSession) {
        this.desk = desk;
        this.changed = changed;
        this.chooseSession = chooseSession;
        Shapes shapes = desk.shapes();
        card = shapes.card(parent, 1);
        Composite top = shapes.grid(card, 3);
        top.setLayoutData(Shapes.fillRow());
        shapes.heading(top, Messages.what);
        everything = new Button(top, SWT.CHECK);
        everything.setText(Messages.everything);
        everything.setData(Shapes.ID, "restore.everything");
        everything.setLayoutData(new GridData(SWT.RIGHT, SWT.CENTER, true, false));
        everything.addListener(SWT.Selection, e -> tickAll());
        filter = new Text(card, SWT.SEARCH | SWT.ICON_SEARCH | SWT.ICON_CANCEL);
        filter.setMessage(Messages.filter);
        filter.setData(Shapes.ID, "restore.filter");
        filter.setLayoutData(Shapes.fillRow());
        filter.addListener(SWT.Modify, e -> type());
        everywhere = new Button(card, SWT.CHECK);
        everywhere.setText(Messages.everywhere);
        everywhere.setToolTipText(Messages.everywhereHint);
        everywhere.setData(Shapes.ID, "restore.everywhere");
        everywhere.addListener(SWT.Selection, e -> find(filter.getText()));
        tree = new LazyTree(card, desk.look(), desk.background(), "restore.tree",
                new LazyTree.Rules(this::read, path -> Ticks.of(ticked, path), this::toggle, this::text));
        tree.column(Messages.columnName, 240, SWT.LEFT);
        tree.column(Messages.columnSize, 80, SWT.RIGHT);
        tree.column(Messages.columnModified, 144, SWT.LEFT);
        tree.control().setLayoutData(Shapes.fill());
    }

    Composite control() {
        return card;
    }

    /** Shows the content of this session; ticks stay, since most paths are in every session. */
    void show(SessionReport shown) {
        boolean other = session.filter(before -> before.source().equals(shown.source())).isEmpty();
        session = Optional.of(shown);
        if (other) {
            ticked = Selection.NONE;
            everything.setSelection(false);
        }
        if (filter.getText().isBlank()) {
            tree.reload();
        } else {
            find(filter.getText());
        }
    }

    private List<Leaf> read(ItemPath folder) throws BackupException {
        if (session.isEmpty()) {
            return List.of();
        }
        return desk.device().sessions().children(session.get().id(), folder).stream()
                .map(node -> leaf(node, ItemPath.show(node.item().path().name()))).toList();
    }

    private static Leaf leaf(Sessions.Node node, String label) {
        ItemKind kind = node.item().attributes().kind();
        return new Leaf(node.item().path(), label, kind, kind.hasContent() ? node.stored() : -1,
                Optional.of(node.item().attributes().modified()), kind == ItemKind.DIRECTORY);
    }

    private String text(Leaf leaf, int column) {
        Instant now = desk.clock().instant();
        return column == 1 ? leaf.size() < 0 ? "" : desk.amounts().size(leaf.size())
                : leaf.modified().map(time -> desk.amounts().date(time, now)).orElse("");
    }

    private void toggle(Leaf leaf, Ticks.Tick before) {
        ticked = before == Ticks.Tick.ON ? Ticks.off(ticked, leaf.path())
                : Ticks.onFlat(ticked, leaf.path(), tree::known);
        everything.setSelection(isEverything());
        changed.run();
        Optional.ofNullable(newest.get(leaf.path())).ifPresent(chooseSession);
    }

    private void tickAll() {
        ticked = everything.getSelection() ? Selection.NONE.including(ItemPath.ROOT, Priority.NORMAL) : Selection.NONE;
        tree.refresh();
        changed.run();
    }

    /** Waits until nothing was typed for a moment. */
    private void type() {
        int now = ++typed;
        card.getDisplay().timerExec(TYPING, () -> {
            if (!card.isDisposed() && now == typed) {
                find(filter.getText());
            }
        });
    }

    private void find(String text) {
        search.ifPresent(Job::cancel);
        newest = Map.of();
        if (text.isBlank()) {
            tree.reload();
            return;
        }
        session.ifPresent(from -> {
            tree.say(Messages.searching);
            if (everywhere.getSelection()) {
                findEverywhere(from, text.strip());
                return;
            }
            String wanted = text.strip().toLowerCase(Locale.ROOT);
            search = Optional.of(desk.background().run(card, Messages.searching,
                    monitor -> search(from, wanted, monitor),
                    found -> tree.show(found, Messages.nothingFound), problem -> tree.say(problem.getMessage())));
        });
    }

    /** What is found stands there as its newest version holds it; ticking it chooses the session of that. */
    private void findEverywhere(SessionReport from, String pattern) {
        search = Optional.of(desk.background().run(card, Messages.searching,
                monitor -> desk.device().sessions().search(from.source(), pattern, FOUND), found -> {
                    newest = found.stream().collect(Collectors.toMap(Sessions.Found::path,
                            one -> one.versions().getFirst().last().id()));
                    tree.show(found.stream().map(one -> leaf(from, one)).toList(), Messages.nothingAnywhere);
                }, problem -> tree.say(problem.getMessage())));
    }

    private Leaf leaf(SessionReport from, Sessions.Found found) {
        Sessions.Version version = found.versions().getFirst();
        String path = ItemPath.show(found.path().name());
        try {
            path = whereFound(desk.device().source(from.source()), found.path());
        } catch (BackupException notInstalled) {
            System.getLogger(WhatColumn.class.getName()).log(System.Logger.Level.DEBUG, notInstalled.getMessage());
        }
        String label = found.versions().size() == 1 ? path
                : Messages.bind(Messages.versions, path, found.versions().size());
        return new Leaf(found.path(), label, version.kind(), version.kind().hasContent() ? version.size() : -1,
                Optional.of(version.modified()), false);
    }

    /** The name first: the folder may be longer than the column. */
    private static String whereFound(DataSource source, ItemPath path) {
        return Messages.bind(Messages.foundIn, ItemPath.show(path.name()), source.show(path.parent()));
    }

    private List<Leaf> search(SessionReport from, String wanted, IProgressMonitor monitor) throws BackupException {
        DataSource source = desk.device().source(from.source());
        List<Leaf> found = new ArrayList<>();
        desk.device().sessions().walk(from.id(), ItemPath.ROOT, node -> {
            ItemPath path = node.item().path();
            if (!path.isRoot() && ItemPath.show(path.name()).toLowerCase(Locale.ROOT).contains(wanted)) {
                found.add(leaf(node, whereFound(source, path)));
            }
            return found.size() < FOUND && !monitor.isCanceled();
        });
        return found;
    }

    /** Whether all of the session shall come back. */
    boolean isEverything() {
        return ticked.includes().containsKey(ItemPath.ROOT) && ticked.excludes().isEmpty();
    }

    boolean isNothing() {
        return ticked.isEmpty();
    }

    /** What a plan restores. */
    List<ItemPath> chosen() {
        return ticked.includes().containsKey(ItemPath.ROOT) ? List.of() : List.copyOf(ticked.includes().keySet());
    }

    /** What a plan leaves out. */
    List<ItemPath> leftOut() {
        return ticked.excludes();
    }

    /** What is ticked, to see whether it has changed. */
    Selection ticked() {
        return ticked;
    }
}
