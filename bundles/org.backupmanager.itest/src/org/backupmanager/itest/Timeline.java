package org.backupmanager.itest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.session.Device;
import org.backupmanager.session.Session.Stage;
import org.backupmanager.session.Session;
import org.backupmanager.session.SessionListener;

/** Writes down when sessions begin, change what they do, and end; times are seconds from its making. */
final class Timeline implements SessionListener, AutoCloseable {

    private static final long LOOK_NANOS = 2_000_000;

    private final long start = System.nanoTime();
    private final List<String> lines = new ArrayList<>();
    private final Map<SessionId, Stage> stages = new HashMap<>();
    private final Device device;
    private final Thread watch;
    private volatile boolean closed;

    /** Watches the sessions of that device. */
    Timeline(Device device) {
        this.device = device;
        device.sessions().addListener(this);
        watch = Thread.ofPlatform().name("timeline").start(this::look);
    }

    private void look() {
        while (!closed) {
            for (Session session : device.sessions().running()) {
                note(session);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private synchronized void note(Session session) {
        Stage stage = session.progress().stage();
        if (stage != Stage.ENDED && stages.put(session.report().id(), stage) != stage) {
            say(session.report(), stage.name().toLowerCase(Locale.ROOT));
        }
    }

    @Override
    public synchronized void started(Session session) {
        say(session.report(), "starts");
    }

    @Override
    public synchronized void ended(SessionReport report) {
        say(report, "ends: " + report.state().word() + ", " + report.totals().processedSize() + " bytes processed, "
                + report.totals().sentSize() + " sent");
    }

    private void say(SessionReport report, String what) {
        say("session " + report.id() + " " + report.type().word() + ": " + what);
    }

    /** Adds a line of the test's own. */
    synchronized void say(String what) {
        lines.add(String.format(Locale.ROOT, "%9.3f s  %s", (System.nanoTime() - start) / 1e9, what));
    }

    /** The whole story so far, a line for each step. */
    synchronized String story() {
        return String.join("\n", lines);
    }

    @Override
    public void close() {
        closed = true;
        try {
            watch.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        device.sessions().removeListener(this);
    }
}
