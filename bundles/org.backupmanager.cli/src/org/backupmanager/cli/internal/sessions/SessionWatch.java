package org.backupmanager.cli.internal.sessions;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.text.Output;
import org.backupmanager.cli.internal.text.ProgressLine;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.Trouble;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.session.Session;

/** Waits for sessions, draws how far they are where there is a terminal, and sums up. */
public final class SessionWatch {

    private static final long REDRAW_MILLIS = 200;
    private static final int TROUBLES_TO_SHOW = 5;
    /** Enough to meet the error that ended a session, which comes last. */
    private static final int TROUBLES_TO_READ = 100_000;

    private final Call call;
    private final Device device;
    private final InstantSource clock;

    public SessionWatch(Call call, Device device, InstantSource clock) {
        this.call = call;
        this.device = device;
        this.clock = clock;
    }

    /** Waits for all of these and returns the exit code of the first that did not go well. */
    public int watch(List<Session> sessions) throws BackupException, InterruptedException {
        int exitCode = 0;
        var ended = new ArrayList<SessionReport>();
        for (Session session : sessions) {
            SessionReport report = await(session);
            List<Trouble> troubles = troubles(report);
            exitCode = exitCode == 0 ? ExitCodes.of(report, troubles) : exitCode;
            ended.add(report);
            if (!call.parsed().machineReadable()) {
                new SessionSummary(call, Subject.of(device, report.source()), clock).print(report, troubles,
                        TROUBLES_TO_SHOW);
            }
        }
        if (call.parsed().machineReadable()) {
            SessionList.print(call, device, ended.reversed());
        }
        return exitCode;
    }

    /** The end of the process interrupts a session by closing the device, which has nothing to tell any more. */
    private List<Trouble> troubles(SessionReport report) throws BackupException {
        return report.state() == State.INTERRUPTED || report.state() == State.NOT_STARTED ? List.of()
                : device.sessions().troubles(report.id(), TROUBLES_TO_READ);
    }

    /** Waits for the end of a session and returns its final report. */
    public SessionReport await(Session session) throws BackupException, InterruptedException {
        Output output = call.output();
        if (!output.style().isTerminal() || call.parsed().machineReadable()) {
            return session.await();
        }
        var line = new ProgressLine(label(session.report()));
        var end = new CountDownLatch(1);
        Thread.ofVirtual().start(() -> {
            try {
                session.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } finally {
                end.countDown();
            }
        });
        try {
            while (!end.await(REDRAW_MILLIS, TimeUnit.MILLISECONDS) && !output.isBroken()) {
                output.draw(line.text(session.progress(), clock.instant(), output.columns()));
            }
        } finally {
            output.clear();
        }
        return session.await();
    }

    private String label(SessionReport report) throws BackupException {
        return Subject.of(device, report.source()).label();
    }
}
