package org.backupmanager.ui.internal.work;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.backupmanager.command.DeviceGoneException;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.session.Session;
import org.backupmanager.session.SessionListener;
import org.backupmanager.session.Sessions;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.widgets.Control;

/**
 * Tells pages, in the window's thread, how running sessions go: a few times a second while any runs, and not at all
 * while none does.
 */
public final class SessionFeed implements AutoCloseable {

    private static final int PERIOD = 300;
    private static final double SMOOTH = 0.25;

    private final Sessions sessions;
    private final Background background;
    private final InstantSource clock;
    private final List<Hearer> hearers = new ArrayList<>();
    private final Map<SessionId, Reading> readings = new HashMap<>();
    private final Job watch;
    private final SessionListener listener;
    private final Control window;
    private List<Activity> now = List.of();

    private record Hearer(Control owner, Consumer<List<Activity>> running, Runnable ended) {
    }

    private record Reading(Instant at, long bytes, double rate) {
    }

    /**
     * Begins to watch.
     *
     * @param window whose end is the end of all
     */
    public SessionFeed(Sessions sessions, Background background, InstantSource clock, Control window) {
        this.sessions = sessions;
        this.background = background;
        this.clock = clock;
        this.window = window;
        this.watch = new Job("sessions") {
            @Override
            protected IStatus run(IProgressMonitor monitor) {
                try {
                    look();
                    return Status.OK_STATUS;
                } catch (DeviceGoneException e) {
                    return Status.CANCEL_STATUS; // the whole window shows that
                }
            }
        };
        watch.setSystem(true);
        this.listener = new SessionListener() {
            @Override
            public void started(Session session) {
                watch.schedule();
            }

            @Override
            public void ended(SessionReport report) {
                watch.schedule();
                background.show(window, SessionFeed.this::tellEnd);
            }
        };
        sessions.addListener(listener);
        watch.schedule();
    }

    private void look() {
        List<Activity> seen = new ArrayList<>();
        for (Session session : sessions.running()) {
            Session.Snapshot progress = session.progress();
            if (progress.stage() != Session.Stage.ENDED) {
                SessionReport report = session.report();
                seen.add(new Activity(session, report, progress, rate(report.id(), progress.bytesDone())));
            }
        }
        readings.keySet().retainAll(seen.stream().map(activity -> activity.report().id()).toList());
        background.show(window, () -> tell(seen));
        if (!seen.isEmpty()) {
            watch.schedule(PERIOD);
        }
    }

    private double rate(SessionId id, long bytes) {
        Instant at = clock.instant();
        Reading before = readings.get(id);
        double rate = 0;
        if (before != null) {
            double seconds = Math.max(0.001, Duration.between(before.at(), at).toNanos() / 1e9);
            double fresh = Math.max(0, bytes - before.bytes()) / seconds;
            rate = before.rate() == 0 ? fresh : before.rate() * (1 - SMOOTH) + fresh * SMOOTH;
        }
        readings.put(id, new Reading(at, bytes, rate));
        return rate;
    }

    private void tell(List<Activity> seen) {
        boolean others = !ids(seen).equals(ids(now));
        now = seen;
        for (Hearer hearer : List.copyOf(hearers)) {
            hearer.running().accept(now);
        }
        if (others) {
            tellEnd();
        }
    }

    private static List<SessionId> ids(List<Activity> activities) {
        return activities.stream().map(activity -> activity.report().id()).toList();
    }

    private void tellEnd() {
        for (Hearer hearer : List.copyOf(hearers)) {
            hearer.ended().run();
        }
    }

    /**
     * From now on the owner hears, until it is disposed.
     *
     * @param running gets what runs, an empty list when nothing does any more
     * @param ended is told that a session has begun or ended and is among the reports
     */
    public void hear(Control owner, Consumer<List<Activity>> running, Runnable ended) {
        Hearer hearer = new Hearer(owner, running, ended);
        hearers.add(hearer);
        owner.addDisposeListener(e -> hearers.remove(hearer));
        running.accept(now);
    }

    /** What runs, as last seen. */
    public List<Activity> now() {
        return now;
    }

    /** Whether a backup runs, as last seen. */
    public boolean backupRuns() {
        return now.stream().anyMatch(Activity::isBackup);
    }

    /** Looks at once, after something was started. */
    public void wake() {
        watch.schedule();
    }

    @Override
    public void close() {
        sessions.removeListener(listener);
        watch.cancel();
    }
}
