package org.backupmanager.ui.internal.health;

import java.util.Optional;

import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.SessionReport.Type;
import org.backupmanager.ui.internal.look.Shapes;
import org.backupmanager.ui.internal.look.Statement;
import org.backupmanager.ui.internal.work.Activity;
import org.backupmanager.ui.internal.work.Desk;
import org.backupmanager.ui.internal.work.Outcome;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

/** The sentence that says how sound the storage is, and how the session ended that was started here last. */
final class Answer {

    private final Desk desk;
    private final Statement statement;
    private final Composite card;
    private final Button stop;
    private final Composite line;
    private final Label resultMark;
    private final Label result;
    private Optional<Verdict> shown = Optional.empty();
    private Optional<Activity> upkeep = Optional.empty();
    private Optional<SessionReport> about = Optional.empty();

    Answer(Composite parent, Desk desk) {
        this.desk = desk;
        Shapes shapes = desk.shapes();
        statement = new Statement(parent, desk.look(), "storage.sentence");
        card = statement.card();
        stop = shapes.button(card, "storage.stop", Messages.stop, this::stop);
        stop.setToolTipText(Messages.stopTip);
        Shapes.show(stop, false);
        line = shapes.grid(card, 3);
        GridData below = Shapes.fillRow();
        below.horizontalSpan = 3;
        line.setLayoutData(below);
        resultMark = shapes.text(line, "");
        result = shapes.text(line, "");
        result.setData(Shapes.ID, "storage.result");
        result.setLayoutData(Shapes.fillRow());
        shapes.button(line, "storage.report", Messages.showReport, () -> about.ifPresent(desk.guide()::report));
        Shapes.show(line, false);
    }

    void show(Verdict verdict) {
        if (shown.filter(verdict::equals).isPresent()) {
            return;
        }
        shown = Optional.of(verdict);
        statement.say(verdict.mark(), verdict.sentence(), verdict.detail());
        card.layout(true, true);
    }

    /** The verification or repair that runs can be stopped. */
    void running(Optional<Activity> now) {
        boolean before = upkeep.isPresent();
        upkeep = now;
        if (before != now.isPresent()) {
            stop.setEnabled(true);
            Shapes.show(stop, now.isPresent());
            card.layout(true, true);
        }
    }

    private void stop() {
        stop.setEnabled(false);
        upkeep.ifPresent(running -> desk.background().run(card, Messages.stop, monitor -> {
            running.session().cancel();
            return running;
        }, asked -> statement.detail(Messages.stopping), problem -> statement.detail(problem.getMessage())));
    }

    /** Says how a session ended. */
    void result(SessionReport report) {
        about = Optional.of(report);
        resultMark.setImage(desk.look().icons().state(Outcome.mark(report)));
        result.setText(Shapes.escape(words(report)));
        Shapes.show(line, true);
        card.getParent().layout(true, true);
    }

    private String words(SessionReport report) {
        boolean verify = report.type() == Type.VERIFY;
        String count = VerifyCard.cabinets(report, desk.amounts());
        String errors = VerifyCard.errors(report, desk.amounts());
        if (report.state() == State.COMPLETED) {
            return verify ? NLS.bind(Messages.resultSound, count) : desk.amounts()
                    .plural(report.totals().processedCount(), Messages.resultHealedOne, Messages.resultHealed);
        }
        if (report.state() == State.COMPLETED_WITH_ERRORS) {
            return NLS.bind(verify ? Messages.resultDamage : Messages.resultNotAll, count, errors);
        }
        if (report.state() == State.ABORTED) {
            return verify ? Messages.resultStopped : Messages.resultRepairStopped;
        }
        return NLS.bind(Messages.resultOther, Outcome.type(report), Outcome.word(report));
    }

    /** Forgets how the last one ended. */
    void clear() {
        Shapes.show(line, false);
        card.getParent().layout(true, true);
    }
}
