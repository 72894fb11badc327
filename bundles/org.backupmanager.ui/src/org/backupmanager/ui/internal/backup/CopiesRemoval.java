package org.backupmanager.ui.internal.backup;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.backupmanager.model.SessionId;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.CleanUp;
import org.backupmanager.session.CleanUp.Amount;
import org.backupmanager.session.SessionCancelledException;
import org.backupmanager.ui.internal.look.Shapes;
import org.backupmanager.ui.internal.work.Desk;
import org.eclipse.jface.dialogs.Dialog;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.ProgressBar;
import org.eclipse.swt.widgets.Shell;

/** Removes sessions for good: says how far that is, lets a person stop it, and says in the end what is gone. */
final class CopiesRemoval extends Dialog {

    private static final int WIDTH = 480;
    private static final int LINES = 5;
    private static final int PERIOD = 200;

    private final Desk desk;
    private final List<SessionId> sessions;
    private final Runnable removed;
    private final Told told = new Told();
    private Label said;
    private ProgressBar bar;
    private boolean over;

    /**
     * What has become of the sessions.
     *
     * @param purged how many are gone for good
     * @param unneeded what nobody needs any more
     * @param stopped whether a person has stopped it
     */
    private record Result(int purged, Amount unneeded, boolean stopped) {
    }

    /** @param removed is told when the sessions are off the list, for good or in quarantine */
    CopiesRemoval(Shell parent, Desk desk, List<SessionId> sessions, Runnable removed) {
        super(parent);
        this.desk = desk;
        this.sessions = sessions;
        this.removed = removed;
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText(Messages.clearTitle);
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = (Composite) super.createDialogArea(parent);
        said = new Label(area, SWT.WRAP);
        said.setData(Shapes.ID, "forget.said");
        GridData place = new GridData(SWT.FILL, SWT.TOP, true, true);
        place.widthHint = WIDTH;
        place.heightHint = LINES * said.computeSize(SWT.DEFAULT, SWT.DEFAULT).y;
        said.setLayoutData(place);
        bar = new ProgressBar(area, SWT.INDETERMINATE);
        bar.setLayoutData(Shapes.fillRow());
        return area;
    }

    @Override
    protected void createButtonsForButtonBar(Composite parent) {
        createButton(parent, IDialogConstants.CANCEL_ID, Messages.removalStop, true)
                .setData(Shapes.ID, "forget.stop");
        say(desk.amounts().plural(sessions.size(), Messages.removingOne, Messages.removing));
        watch();
        desk.background().run(said, Messages.clearTitle, monitor -> remove(), this::show, this::fail);
    }

    private Result remove() throws BackupException {
        CleanUp cleanUp = desk.device().cleanUp();
        try {
            CleanUp.Outcome outcome = cleanUp.forget(sessions, told);
            Set<SessionId> gone = new HashSet<>(outcome.purged());
            gone.retainAll(sessions);
            return new Result(gone.size(), outcome.unneeded().plus(outcome.rewritten()), false);
        } catch (SessionCancelledException stopped) {
            Set<SessionId> gone = new HashSet<>(sessions);
            cleanUp.removed().forEach(one -> gone.remove(one.report().id()));
            return new Result(gone.size(), Amount.NONE, true);
        }
    }

    /** Says now and then how far it is. */
    private void watch() {
        said.getDisplay().timerExec(PERIOD, () -> {
            if (!said.isDisposed() && !over && !told.isStopped()) {
                if (told.folders() > 0) {
                    say(Messages.bind(Messages.removingFolders, told.note(), desk.amounts().count(told.folders())));
                }
                watch();
            }
        });
    }

    private void show(Result result) {
        removed.run();
        int waiting = sessions.size() - result.purged();
        var text = new StringBuilder();
        if (result.purged() > 0) {
            text.append(desk.amounts().plural(result.purged(), Messages.removedOne, Messages.removedMany)).append(' ');
        }
        if (result.unneeded().bytes() > 0) {
            text.append(Messages.bind(Messages.removedRoom, desk.amounts().size(result.unneeded().bytes())))
                    .append(' ');
        }
        if (waiting > 0) {
            text.append(desk.amounts().plural(waiting, Messages.waitsOne, Messages.waitMany)).append(' ')
                    .append(result.stopped() ? Messages.waitStopped : Messages.waitOthers);
        } else if (result.stopped()) {
            text.append(Messages.removedStopped);
        }
        end(text.toString().strip());
    }

    private void fail(BackupException problem) {
        end(Messages.bind(Messages.removedNothing, problem.getMessage()));
    }

    private void end(String text) {
        over = true;
        Shapes.show(bar, false);
        say(text);
        Button close = getButton(IDialogConstants.CANCEL_ID);
        close.setText(IDialogConstants.CLOSE_LABEL);
        close.setData(Shapes.ID, "forget.close");
        close.setEnabled(true);
    }

    private void say(String text) {
        said.setText(Shapes.escape(text));
        said.getParent().layout(true, true);
    }

    /** While sessions are being removed this stops that; the dialog stays to say what has become of them. */
    @Override
    protected void cancelPressed() {
        if (over || told.isStopped()) {
            super.cancelPressed();
            return;
        }
        told.stop();
        say(Messages.removalStopping);
        getButton(IDialogConstants.CANCEL_ID).setEnabled(false);
    }

    @Override
    protected void handleShellCloseEvent() {
        cancelPressed();
    }
}
