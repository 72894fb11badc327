package org.backupmanager.ui.internal.restore;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.backupmanager.model.ItemPath;
import org.backupmanager.model.SessionReport;
import org.backupmanager.session.BackupException;
import org.backupmanager.ui.internal.work.Desk;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.widgets.Control;

/** Counts what a restore would bring back, in the background. */
final class RestoreSize {

    private final Desk desk;
    private final Control owner;
    private final Consumer<Size> tell;
    private Optional<Job> job = Optional.empty();
    private Optional<Size> found = Optional.empty();

    /** Files and the bytes in them. */
    record Size(long files, long bytes) {
    }

    RestoreSize(Desk desk, Control owner, Consumer<Size> tell) {
        this.desk = desk;
        this.owner = owner;
        this.tell = tell;
    }

    /** As last counted, if that fits what is ticked now. */
    Optional<Size> found() {
        return found;
    }

    void count(SessionReport session, WhatColumn what) {
        job.ifPresent(Job::cancel);
        found = Optional.empty();
        if (what.isNothing()) {
            return;
        }
        List<ItemPath> starts = what.chosen().isEmpty() ? List.of(ItemPath.ROOT) : what.chosen();
        List<ItemPath> leftOut = what.leftOut();
        job = Optional.of(desk.background().run(owner, Messages.counting,
                monitor -> count(session, starts, leftOut, monitor), size -> {
                    found = Optional.of(size);
                    tell.accept(size);
                }, problem -> found = Optional.empty()));
    }

    private Size count(SessionReport session, List<ItemPath> starts, List<ItemPath> leftOut, IProgressMonitor monitor)
            throws BackupException {
        long[] sums = new long[2];
        for (ItemPath start : starts) {
            desk.device().sessions().walk(session.id(), start, node -> {
                if (node.item().attributes().kind().hasContent()
                        && leftOut.stream().noneMatch(node.item().path()::startsWith)) {
                    sums[0]++;
                    sums[1] += node.stored();
                }
                return !monitor.isCanceled();
            });
        }
        return new Size(sums[0], sums[1]);
    }
}
