package org.backupmanager.ui.internal.health;

import java.util.List;

import org.backupmanager.recovery.StorageHealth;
import org.backupmanager.recovery.StorageHealth.Extent;
import org.backupmanager.recovery.StorageHealth.Parity;
import org.backupmanager.recovery.StorageHealth.Quarantined;
import org.backupmanager.ui.internal.look.Amounts;
import org.backupmanager.ui.internal.look.Mark;
import org.backupmanager.ui.internal.look.Meter;
import org.backupmanager.ui.internal.look.Shapes;
import org.backupmanager.ui.internal.work.Desk;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;

/** What parity protects, and what waits in quarantine until when. */
final class ProtectionCard {

    private static final int WIDTH = 300;
    private static final int HEIGHT = 56;
    private static final int MOST = 200;

    private final Desk desk;
    private final Composite card;
    private final Label parityMark;
    private final Label parity;
    private final Meter meter;
    private final Label quarantine;
    private final Table entries;

    ProtectionCard(Composite parent, Desk desk) {
        this.desk = desk;
        Shapes shapes = desk.shapes();
        card = shapes.card(parent, 2);
        ((GridLayout) card.getLayout()).verticalSpacing = 4;
        Label heading = shapes.heading(card, Messages.parity);
        heading.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false, 2, 1));
        parityMark = shapes.text(card, "");
        parityMark.setImage(desk.look().icons().state(Mark.IDLE));
        parityMark.setLayoutData(new GridData(SWT.LEFT, SWT.TOP, false, false));
        parity = shapes.paragraph(card, " ", 1, WIDTH);
        parity.setForeground(desk.look().palette().text());
        parity.setData(Shapes.ID, "storage.parity");
        meter = new Meter(card, desk.look(), Messages.parity);
        meter.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false, 2, 1));
        Label second = shapes.heading(card, Messages.quarantine);
        second.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false, 2, 1));
        quarantine = shapes.paragraph(card, " ", 2, WIDTH);
        quarantine.setData(Shapes.ID, "storage.quarantine");
        entries = new Table(card, SWT.FULL_SELECTION);
        entries.setData(Shapes.ID, "storage.entries");
        shapes.dress(entries);
        GridData below = new GridData(SWT.FILL, SWT.FILL, true, true, 2, 1);
        below.heightHint = HEIGHT;
        entries.setLayoutData(below);
        new TableColumn(entries, SWT.LEFT).setWidth(290);
        new TableColumn(entries, SWT.LEFT).setWidth(200);
    }

    Composite control() {
        return card;
    }

    void show(StorageHealth health) {
        showParity(health.parity());
        showQuarantine(health.quarantine());
    }

    private void showParity(Parity now) {
        int all = now.covered() + now.open();
        parityMark.setImage(desk.look().icons().state(mark(now)));
        parity.setText(Shapes.escape(words(now)));
        meter.set(all == 0 ? 0 : (double) now.covered() / all, mark(now).color(desk.look().palette()));
        meter.setToolTipText(NLS.bind(Messages.covered, desk.amounts().count(now.covered()),
                desk.amounts().count(all)));
    }

    private static Mark mark(Parity parity) {
        return switch (parity.state()) {
            case OFF -> Mark.IDLE;
            case COMPLETE -> parity.damaged() > 0 ? Mark.WARNING : parity.covered() == 0 ? Mark.IDLE : Mark.OK;
            case DUE -> Mark.HELD;
            case WORKING -> Mark.RUNNING;
            case FAILED -> Mark.WARNING;
        };
    }

    private String words(Parity now) {
        Amounts amounts = desk.amounts();
        String covered = NLS.bind(Messages.covered, amounts.count(now.covered()),
                amounts.count((long) now.covered() + now.open()));
        return covered + " " + switch (now.state()) {
            case OFF -> Messages.parityOff;
            case COMPLETE -> now.open() == 0 ? ""
                    : now.covered() == 0 ? Messages.parityNone : Messages.parityComplete;
            case DUE -> Messages.parityDue;
            case WORKING -> NLS.bind(Messages.parityWorking, amounts.count(now.made()), amounts.count(now.planned()));
            case FAILED -> NLS.bind(Messages.parityFailed, now.failure());
        } + (now.damaged() == 0 ? "" : " " + NLS.bind(Messages.parityDamaged, amounts.count(now.damaged())));
    }

    private void showQuarantine(List<Quarantined> all) {
        quarantine.setText(all.isEmpty() ? Messages.noQuarantine : Messages.quarantineText);
        entries.removeAll();
        Shapes.show(entries, !all.isEmpty());
        for (Quarantined one : all.subList(0, Math.min(MOST, all.size()))) {
            new TableItem(entries, SWT.NONE).setText(new String[] {what(one), until(one)});
        }
    }

    private String what(Quarantined one) {
        return one.session().map(session -> NLS.bind(Messages.quarantineSession, session.toString()))
                .orElseGet(() -> cabinets(one.cabinets()));
    }

    private String cabinets(Extent extent) {
        String size = desk.amounts().size(extent.bytes());
        return extent.cabinets() == 1 ? NLS.bind(Messages.quarantineCabinet, size)
                : NLS.bind(Messages.quarantineCabinets, desk.amounts().count(extent.cabinets()), size);
    }

    private String until(Quarantined one) {
        return one.daysLeft() == 0 ? Messages.untilCleanUp
                : desk.amounts().plural(one.daysLeft(), Messages.dayLeft, Messages.daysLeft);
    }
}
