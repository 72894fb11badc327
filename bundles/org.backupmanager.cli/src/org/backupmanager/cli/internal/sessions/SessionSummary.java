package org.backupmanager.cli.internal.sessions;

import java.time.InstantSource;
import java.util.List;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.text.Figures;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.cli.internal.text.Output;
import org.backupmanager.cli.internal.text.Style;
import org.backupmanager.model.Code;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.SessionReport.Totals;
import org.backupmanager.model.SessionReport.Type;
import org.backupmanager.model.Trouble;

/** A few lines on how a session went, for a person. */
final class SessionSummary {

    private final Call call;
    private final Subject subject;
    private final InstantSource clock;

    SessionSummary(Call call, Subject subject, InstantSource clock) {
        this.call = call;
        this.subject = subject;
        this.clock = clock;
    }

    /** @param troubles what went wrong; the first {@code toShow} are printed */
    void print(SessionReport report, List<Trouble> troubles, int toShow) {
        Output output = call.output();
        Totals totals = report.totals();
        boolean plan = report.type() == Type.REPAIR_PLAN;
        String of = "summary." + report.type();
        output.line(colour(report.state(), Messages.text(of + "." + outcome(report, troubles), subject.label(),
                Figures.fineDuration(report.duration(clock.instant())), report.id().toString())));
        amount(of + ".selected", totals.selectedCount(), totals.selectedSize());
        if (plan) {
            output.line(Messages.text("summary.REPAIR_PLAN.healable", Figures.count(healable(troubles))));
        } else {
            amount(of + ".processed", totals.processedCount(), totals.processedSize());
            output.line(Messages.text(of + ".moved", Figures.size(totals.sentSize())));
        }
        if (totals.removedCount() > 0) {
            output.line(Messages.text("summary.removed", Figures.count(totals.removedCount())));
        }
        if (totals.errorCount() > 0) {
            output.line(output.style().bad(Messages.text("summary.errors", Figures.count(totals.errorCount()))));
        }
        for (Trouble trouble : troubles.subList(0, Math.min(toShow, troubles.size()))) {
            output.line("    " + where(trouble) + Output.printable(trouble.detail()));
        }
        if (troubles.size() > toShow) {
            output.line("    " + Messages.text("summary.more", Figures.count(troubles.size() - toShow), subject.id(),
                    report.id().toString()));
        }
        output.flush();
    }

    /** How it ended; a plan by which nothing would be healed says why. */
    private static String outcome(SessionReport report, List<Trouble> troubles) {
        boolean idle = report.type() == Type.REPAIR_PLAN && report.state().isRestorable() && healable(troubles) == 0;
        return !idle ? report.state().name() : report.state() == State.COMPLETED ? "NOTHING" : "HOPELESS";
    }

    private static long healable(List<Trouble> troubles) {
        return troubles.stream().filter(trouble -> trouble.code() == Code.HEALABLE).count();
    }

    private String where(Trouble trouble) {
        return trouble.path().isRoot() ? "" : Output.printable(subject.show().apply(trouble.path())) + ": ";
    }

    private void amount(String key, long count, long size) {
        call.output().line(Messages.text(key, Figures.count(count), Figures.size(size)));
    }

    private String colour(State state, String text) {
        Style style = call.output().style();
        return state == State.COMPLETED ? style.good(text) : style.bad(text);
    }
}
