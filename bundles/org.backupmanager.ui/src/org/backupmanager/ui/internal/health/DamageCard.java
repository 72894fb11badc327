package org.backupmanager.ui.internal.health;

import java.util.List;

import org.backupmanager.recovery.StorageHealth;
import org.backupmanager.recovery.StorageHealth.Damage;
import org.backupmanager.recovery.StorageHealth.Loss;
import org.backupmanager.recovery.StorageHealth.Stretch;
import org.backupmanager.source.DataSource;
import org.backupmanager.ui.internal.look.Mark;
import org.backupmanager.ui.internal.look.Names;
import org.backupmanager.ui.internal.look.Shapes;
import org.backupmanager.ui.internal.work.Desk;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;

/** What is damaged, and below each object the items that cannot be restored from which sessions. */
final class DamageCard {

    /** Rows of a tree that a person looks at; the rest is in the report of the verification. */
    private static final int MOST = 1000;

    private final Desk desk;
    private final Composite card;
    private final Label none;
    private final Button repair;
    private final Tree tree;
    private List<Damage> shown = List.of();

    /** @param plan shows what can be healed */
    DamageCard(Composite parent, Desk desk, Runnable plan) {
        this.desk = desk;
        Shapes shapes = desk.shapes();
        card = shapes.card(parent, 2);
        shapes.heading(card, Messages.damage).setLayoutData(Shapes.fillRow());
        repair = shapes.button(card, "storage.repair", Messages.repair, plan);
        repair.setToolTipText(Messages.repairTip);
        none = shapes.secondary(card, " ");
        none.setData(Shapes.ID, "storage.damage.none");
        none.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false, 2, 1));
        tree = new Tree(card, SWT.FULL_SELECTION);
        tree.setData(Shapes.ID, "storage.damage");
        shapes.dress(tree);
        tree.setHeaderVisible(true);
        tree.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true, 2, 1));
        Shapes.column(tree, Messages.columnObject, 690);
        Shapes.column(tree, Messages.columnWhat, 320);
        Shapes.show(tree, false);
    }

    Composite control() {
        return card;
    }

    void enable(boolean possible) {
        Shapes.enable(repair, possible);
    }

    void show(StorageHealth health) {
        none.setText(health.damage().isEmpty() ? Messages.noDamage : Messages.damageText);
        Shapes.show(tree, !health.damage().isEmpty());
        if (health.damage().equals(shown)) {
            return;
        }
        shown = health.damage();
        tree.removeAll();
        int left = MOST;
        for (Damage damage : shown) {
            if (left-- > 0) {
                left -= row(damage, left);
            }
        }
        if (left <= 0) {
            new TreeItem(tree, SWT.NONE).setText(Messages.more);
        }
        if (tree.getItemCount() > 0) {
            tree.getItem(0).setExpanded(true);
        }
    }

    /** Returns how many rows are below it. */
    private int row(Damage damage, int most) {
        TreeItem item = new TreeItem(tree, SWT.NONE);
        item.setImage(desk.look().icons().state(damage.parity() ? Mark.WARNING : Mark.ERROR));
        item.setText(new String[] {damage.object().isEmpty() ? Messages.nowhere
                : Names.brief(damage.object()), words(damage)});
        item.setFont(0, desk.look().bold());
        int rows = Math.min(Math.max(0, most), damage.losses().size());
        for (Loss loss : damage.losses().subList(0, rows)) {
            new TreeItem(item, SWT.NONE).setText(new String[] {path(loss),
                    NLS.bind(isOne(loss) ? Messages.lostFromOne : Messages.lostFrom, sessions(loss))});
        }
        return rows;
    }

    private String words(Damage damage) {
        if (damage.parity()) {
            return Messages.damagedParity;
        }
        String what = damage.missing() ? Messages.missing : Messages.damaged;
        return damage.losses().isEmpty() ? what + Messages.losesNothing
                : what + desk.amounts().plural(damage.losses().size(), Messages.losesOne, Messages.loses);
    }

    private String path(Loss loss) {
        return desk.standing().facts().sources().stream().map(one -> one.source())
                .filter(source -> source.id().equals(loss.source())).findFirst()
                .map((DataSource source) -> source.show(loss.path())).orElse(loss.path().toString());
    }

    private static boolean isOne(Loss loss) {
        return loss.sessions().size() == 1 && loss.sessions().getFirst().first()
                .equals(loss.sessions().getFirst().last());
    }

    private static String sessions(Loss loss) {
        return String.join(", ", loss.sessions().stream().map(DamageCard::words).toList());
    }

    private static String words(Stretch stretch) {
        return stretch.first().equals(stretch.last()) ? stretch.first().toString()
                : NLS.bind(Messages.fromTo, stretch.first(), stretch.last());
    }
}
