package org.backupmanager.ui.internal.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

import org.backupmanager.model.ItemKind;
import org.backupmanager.model.ItemPath;
import org.backupmanager.session.BackupException;
import org.backupmanager.ui.internal.look.Look;
import org.backupmanager.ui.internal.look.Shapes;
import org.backupmanager.ui.internal.work.Background;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeColumn;
import org.eclipse.swt.widgets.TreeItem;

/** A tree with ticks whose branches are read in jobs when they are opened; meanwhile it says so in their place. */
public final class LazyTree {

    private static final int ICON = 16;

    private final Look look;
    private final Background background;
    private final Rules rules;
    private final Tree tree;
    private final Branch root;
    private final NameColumn names;
    private Optional<Job> rootJob = Optional.empty();

    /** Reads what lies directly below a path; runs in a job. */
    @FunctionalInterface
    public interface Reader {
        List<Leaf> read(ItemPath folder) throws BackupException;
    }

    /**
     * What a tree shows and does.
     *
     * @param reader reads branches
     * @param tick how a row is ticked
     * @param toggled is told of a click on a tick, with the tick there was
     * @param text of a row's further columns, counted from 1
     */
    public record Rules(Reader reader, Function<ItemPath, Ticks.Tick> tick,
            BiConsumer<Leaf, Ticks.Tick> toggled, BiFunction<Leaf, Integer, String> text) {
    }

    /** A row in the making. */
    private static final class Branch {
        private final Leaf leaf;
        private List<Branch> children = List.of();
        private boolean asked;
        private boolean read;
        private String note = Messages.loading;
        private Optional<TreeItem> item = Optional.empty();

        Branch(Leaf leaf) {
            this.leaf = leaf;
        }
    }

    public LazyTree(Composite parent, Look look, Background background, String id, Rules rules) {
        this.look = look;
        this.background = background;
        this.rules = rules;
        tree = new Tree(parent, SWT.VIRTUAL | SWT.CHECK | SWT.FULL_SELECTION | SWT.BORDER);
        tree.setData(Shapes.ID, id);
        look.shapes().dress(tree);
        root = new Branch(new Leaf(ItemPath.ROOT, "", ItemKind.DIRECTORY, -1, Optional.empty(),
                true));
        names = new NameColumn(tree);
        tree.addListener(SWT.SetData, this::fill);
        tree.addListener(SWT.Expand, e -> branch((TreeItem) e.item).ifPresent(this::read));
        tree.addListener(SWT.Selection, this::select);
        tree.addListener(SWT.DefaultSelection, e -> flip((TreeItem) e.item));
    }

    /** Adds a column; the first is the name. */
    public void column(String name, int width, int alignment) {
        TreeColumn column = new TreeColumn(tree, alignment);
        column.setText(name);
        column.setWidth(width);
        column.setResizable(true);
        tree.setHeaderVisible(true);
    }

    public Tree control() {
        return tree;
    }

    /** Reads the top anew. */
    public void reload() {
        rootJob.ifPresent(Job::cancel);
        reset();
        rootJob = Optional.of(background.run(tree, Messages.loading, monitor -> rules.reader().read(ItemPath.ROOT),
                leaves -> show(root, leaves), problem -> fail(root, problem)));
    }

    /** Shows these rows and nothing else, until {@link #reload}. */
    public void show(List<Leaf> leaves, String noteIfNone) {
        rootJob.ifPresent(Job::cancel);
        reset();
        root.note = noteIfNone;
        show(root, leaves);
    }

    /** Says something in place of all rows. */
    public void say(String note) {
        rootJob.ifPresent(Job::cancel);
        reset();
        root.note = note;
    }

    private void reset() {
        root.children = List.of();
        root.read = false;
        root.asked = true;
        root.note = Messages.loading;
        tree.removeAll();
        tree.setItemCount(1);
        names.reset();
    }

    private void flip(TreeItem item) {
        branch(item).ifPresent(this::read);
        item.setExpanded(!item.getExpanded());
    }

    private void read(Branch branch) {
        if (!branch.asked) {
            branch.asked = true;
            background.run(tree, Messages.loading, monitor -> rules.reader().read(branch.leaf.path()),
                    leaves -> show(branch, leaves), problem -> fail(branch, problem));
        }
    }

    private void show(Branch branch, List<Leaf> leaves) {
        branch.children = leaves.stream().map(Branch::new).toList();
        branch.read = !leaves.isEmpty();
        if (leaves.isEmpty() && branch != root) {
            branch.note = Messages.empty;
        }
        recount(branch);
        branch.item.filter(item -> !item.isDisposed()).ifPresent(names::opened);
        openOnlyChild(branch);
    }

    /** Where a folder holds nothing but one folder, there is nothing to choose: that one is opened too. */
    private void openOnlyChild(Branch branch) {
        if (branch.children.size() == 1 && branch.children.getFirst().leaf.hasChildren()) {
            Optional<TreeItem> item = branch == root ? Optional.of(tree.getItem(0))
                    : branch.item.filter(above -> !above.isDisposed()).map(above -> above.getItem(0));
            item.filter(only -> !only.getText().isEmpty()).flatMap(this::branch).ifPresent(only -> {
                only.item.ifPresent(shown -> shown.setExpanded(true));
                read(only);
            });
        }
    }

    private void fail(Branch branch, BackupException problem) {
        branch.note = problem.getMessage();
        branch.asked = branch == root;
        recount(branch);
    }

    private void recount(Branch branch) {
        int count = branch.read ? branch.children.size() : 1;
        if (branch == root) {
            tree.setItemCount(count);
            tree.clearAll(true);
        } else {
            branch.item.filter(item -> !item.isDisposed()).ifPresent(item -> {
                item.setItemCount(count);
                item.clearAll(true);
            });
        }
    }

    private Optional<Branch> branch(TreeItem item) {
        return item.getData() instanceof Branch branch ? Optional.of(branch) : Optional.empty();
    }

    private void fill(Event event) {
        TreeItem item = (TreeItem) event.item;
        TreeItem above = item.getParentItem();
        Optional<Branch> parent = above == null ? Optional.of(root) : branch(above);
        parent.ifPresent(from -> {
            if (from.read && event.index < from.children.size()) {
                row(item, from.children.get(event.index));
            } else {
                item.setText(from.note);
                names.says(from.note);
                item.setForeground(look.palette().secondary());
                item.setData(from.note);
            }
        });
    }

    private void row(TreeItem item, Branch branch) {
        Leaf leaf = branch.leaf;
        branch.item = Optional.of(item);
        item.setData(branch);
        item.setForeground(look.palette().text());
        item.setImage(0, look.icons().get(icon(leaf), ICON, look.palette().secondary(), look.palette().nothing()));
        item.setText(0, leaf.label());
        texts(item, branch);
        tick(item, branch);
        if (leaf.hasChildren() && item.getItemCount() == 0) {
            item.setItemCount(1);
        }
    }

    private void texts(TreeItem item, Branch branch) {
        for (int column = 1; column < tree.getColumnCount(); column++) {
            item.setText(column, rules.text().apply(branch.leaf, column));
        }
    }

    private void tick(TreeItem item, Branch branch) {
        Ticks.Tick tick = rules.tick().apply(branch.leaf.path());
        item.setChecked(tick != Ticks.Tick.OFF);
        item.setGrayed(tick == Ticks.Tick.PARTLY);
    }

    private static String icon(Leaf leaf) {
        return switch (leaf.kind()) {
            case DIRECTORY -> "folder";
            case FILE -> "file";
            case SYMLINK -> "link";
            default -> "special";
        };
    }

    private void select(Event event) {
        if (event.detail == SWT.CHECK) {
            TreeItem item = (TreeItem) event.item;
            branch(item).ifPresentOrElse(branch -> {
                rules.toggled().accept(branch.leaf, rules.tick().apply(branch.leaf.path()));
                refresh();
            }, () -> item.setChecked(false));
        }
    }

    /** Ticks and texts anew; nothing is read again. */
    public void refresh() {
        each(root, branch -> branch.item.filter(item -> !item.isDisposed() && item.getData() == branch)
                .ifPresent(item -> {
                    tick(item, branch);
                    texts(item, branch);
                }));
    }

    private void each(Branch branch, Consumer<Branch> visitor) {
        for (Branch child : branch.children) {
            visitor.accept(child);
            each(child, visitor);
        }
    }

    /** What was read of a folder, as far as it was opened. */
    public List<ItemPath> known(ItemPath folder) {
        List<ItemPath> found = new ArrayList<>();
        each(root, branch -> {
            if (branch.leaf.path().parent().equals(folder) && !branch.leaf.path().isRoot()) {
                found.add(branch.leaf.path());
            }
        });
        return found;
    }

    /** The row that is marked. */
    public Optional<Leaf> marked() {
        TreeItem[] items = tree.getSelection();
        return items.length == 0 ? Optional.empty() : branch(items[0]).map(branch -> branch.leaf);
    }
}
