package org.backupmanager.engine.internal.plan;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.run.RunProgress;
import org.backupmanager.engine.internal.run.TroubleLog;
import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.Trouble.Severity;
import org.backupmanager.plan.Script;
import org.backupmanager.plan.ScriptRun;
import org.backupmanager.plan.ScriptRun.Phase;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.SessionListener;
import org.backupmanager.session.Session;

/** Runs the scripts around the sessions of a schedule, keeps what they say and tells what went wrong. */
final class SessionScripts implements SessionListener {

    private static final System.Logger LOG = System.getLogger(SessionScripts.class.getName());

    private final PlannedRuns planned;
    private final ScriptBook scripts;
    private final ScriptRuns runs;
    private final ScriptProcess process;
    private final Map<String, String> device;

    /**
     * @param planned sessions of schedules
     * @param scripts of the device
     * @param runs where their output is kept
     * @param process runs them
     * @param device variables about the device
     */
    SessionScripts(PlannedRuns planned, ScriptBook scripts, ScriptRuns runs, ScriptProcess process,
            Map<String, String> device) {
        this.planned = planned;
        this.scripts = scripts;
        this.runs = runs;
        this.process = process;
        this.device = Map.copyOf(device);
    }

    /**
     * What comes before a session.
     *
     * @throws BackupException {@code SCRIPT_FAILED} where it failed and the session is not to go on
     */
    void before(SessionReport begun, RunProgress progress, TroubleLog troubles)
            throws BackupException, InterruptedException {
        Optional<PlannedRun> run = planned.of(begun);
        if (run.isEmpty()) {
            return;
        }
        progress.checkCancelled();
        run.get().works();
        int number = run.get().schedule().before();
        Optional<Script> script = Optional.ofNullable(scripts.all().get(number));
        if (script.isPresent()) {
            progress.note(Messages.text("script.note", script.get().name()));
            ScriptRun how = run.get().before(progress, () -> run(begun.id(), number, Phase.BEFORE, run.get(),
                    progress::isCancelled));
            progress.checkCancelled();
            judge(begun.id(), script.get(), how, troubles);
        }
    }

    private static void judge(SessionId session, Script script, ScriptRun how, TroubleLog troubles)
            throws BackupException {
        if (!how.succeeded() && script.stops()) {
            throw new BackupException(Code.SCRIPT_FAILED, script.name(), words(how), session.toString());
        }
        tell(session, how, troubles);
    }

    private static void tell(SessionId session, ScriptRun how, TroubleLog troubles) {
        if (!how.succeeded()) {
            troubles.add(ItemPath.ROOT, Code.SCRIPT_FAILED, Severity.WARNING, how.script(), words(how),
                    session.toString());
        }
    }

    /** What comes after a session that came to work; what goes wrong here does not undo what was stored. */
    void after(SessionReport last, RunProgress progress, TroubleLog troubles) {
        Optional<PlannedRun> run = planned.forget(last.id());
        if (run.isPresent() && run.get().end(last)) {
            progress.note(Messages.text("script.note.after"));
            boolean before = progress.isCancelled();
            after(last.id(), run.get(), () -> !before && progress.isCancelled())
                    .ifPresent(how -> tell(last.id(), how, troubles));
        }
    }

    private Optional<ScriptRun> after(SessionId session, PlannedRun run, BooleanSupplier cancelled) {
        int number = run.schedule().after();
        if (!scripts.all().containsKey(number)) {
            return Optional.empty();
        }
        try {
            return Optional.of(run(session, number, Phase.AFTER, run, cancelled));
        } catch (InterruptedException hurry) {
            LOG.log(System.Logger.Level.WARNING, Messages.text("script.hurry", scripts.all().get(number).name()));
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private ScriptRun run(SessionId session, int number, Phase phase, PlannedRun run, BooleanSupplier cancelled)
            throws InterruptedException {
        Map<String, String> facts = new TreeMap<>(device);
        facts.putAll(run.facts());
        facts.put("BACKUP_MANAGER_PHASE", phase.word());
        ScriptRun how = process.run(new ScriptProcess.Task(scripts.all().get(number), scripts.file(number), phase,
                facts), cancelled);
        LOG.log(System.Logger.Level.INFO, Messages.text("script.ran", how.script(), words(how)));
        try {
            runs.add(session, how);
        } catch (BackupException failed) {
            LOG.log(System.Logger.Level.WARNING, failed.getMessage(), failed);
        }
        return how;
    }

    private static String words(ScriptRun how) {
        String last = how.output().lines().reduce((_, line) -> line).orElse("");
        String seconds = Long.toString(how.duration().toSeconds());
        return switch (how.end()) {
            case ENDED -> Messages.text("script.ended", Integer.toString(how.exitCode()), last);
            case TIMED_OUT -> Messages.text("script.timedOut", seconds, last);
            case CANCELLED -> Messages.text("script.cancelled", seconds);
            case NOT_STARTED -> Messages.text("script.notStarted", how.output());
        };
    }

    @Override
    public void started(Session session) {
        // a session runs its script before once it is its turn
    }

    /** Sessions that were aborted before it was their turn end here; with the last one the script after is due. */
    @Override
    public void ended(SessionReport report) {
        Optional<PlannedRun> run = planned.forget(report.id());
        if (run.isPresent() && run.get().end(report)) {
            after(report.id(), run.get(), () -> false);
        }
        if (report.type() == SessionReport.Type.BACKUP) {
            planned.over(report);
        }
    }
}
