package org.backupmanager.ui.internal.tree;

import java.util.Objects;
import java.util.stream.Stream;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;

/** The first column of a tree: it takes the width that the others leave, and more where deep folders need it. */
final class NameColumn {

    private static final int LEAST = 160;
    /** What a level moves names to the right. */
    private static final int INDENT = 18;

    private final Tree tree;
    private int deepest;

    NameColumn(Tree tree) {
        this.tree = tree;
        tree.addListener(SWT.Resize, e -> stretch());
    }

    private void stretch() {
        int others = 0;
        for (int i = 1; i < tree.getColumnCount(); i++) {
            others += tree.getColumn(i).getWidth();
        }
        if (tree.getColumnCount() > 0) {
            tree.getColumn(0).setWidth(Math.max(LEAST + deepest * INDENT, tree.getClientArea().width - others));
        }
    }

    /** A folder shows what is in it. */
    void opened(TreeItem folder) {
        int depth = (int) Stream.iterate(folder, Objects::nonNull, TreeItem::getParentItem).count();
        if (depth > deepest) {
            deepest = depth;
            stretch();
        }
    }

    /** Other folders are shown. */
    void reset() {
        deepest = 0;
        stretch();
    }
}
