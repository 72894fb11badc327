package org.backupmanager.ui.internal.tree;

import java.util.Objects;
import java.util.stream.Stream;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;

/** The first column of a tree: it takes the width that the others leave, and more where deep folders need it. */
final class NameColumn {

    private static final int LEAST = 160;
    /** What a level moves names to the right. */
    private static final int INDENT = 18;

    /** What stands before a sentence: the sign of a folder and a tick. */
    private static final int BESIDE = 80;

    private final Tree tree;
    private int deepest;
    private int longest;

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
            int needed = Math.max(LEAST, longest) + deepest * INDENT;
            tree.getColumn(0).setWidth(Math.max(needed, tree.getClientArea().width - others));
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

    /** A sentence stands in place of names: all of it can be read. */
    void says(String sentence) {
        GC gc = new GC(tree);
        int needed = gc.textExtent(sentence).x + BESIDE;
        gc.dispose();
        if (needed > longest) {
            longest = needed;
            stretch();
        }
    }

    /** Other folders are shown. */
    void reset() {
        deepest = 0;
        longest = 0;
        stretch();
    }
}
