package org.backupmanager.engine.internal.report;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.backupmanager.engine.internal.run.Lookout;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.session.BackupException;

/**
 * Sends mails when it is time, on a thread of its own. What could not be sent stays in the outbox and is tried again,
 * here or by the next process; no session ever waits for it, but the end of a process that was started for one does.
 */
final class Mailer implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Mailer.class.getName());
    /** Clocks may be moved, and days begin. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    private static final Duration[] PAUSES = {Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15),
            Duration.ofHours(1)};
    private static final Duration LONGEST_PAUSE = PAUSES[PAUSES.length - 1];
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration HASTE = Duration.ofSeconds(2);

    private final Outbox outbox;
    private final Supplier<MailSettings> settings;
    private final Post post;
    private final InstantSource clock;
    private final Machine machine;
    private final Lookout lookout = new Lookout("Mail", _ -> look());
    /** Held while the outbox is used. */
    private final ReentrantLock box = new ReentrantLock();
    private volatile boolean publishes;
    private volatile boolean anew;
    /** Of the lookout's thread alone. */
    private int failures;
    private Instant notBefore = Instant.MIN;

    /** Writes mails and sends them. */
    interface Post {

        /** About these sessions, newest at the end. */
        void sessions(SortedSet<SessionId> ended) throws BackupException;

        /** About all data sources, and the sessions since that day. */
        void report(LocalDate since) throws BackupException;
    }

    /**
     * @param outbox what has to be told
     * @param settings asked each time
     * @param post that sends
     * @param clock that says when
     * @param machine whose days count
     */
    Mailer(Outbox outbox, Supplier<MailSettings> settings, Post post, InstantSource clock, Machine machine) {
        this.outbox = outbox;
        this.settings = settings;
        this.post = post;
        this.clock = clock;
        this.machine = machine;
    }

    /** A session has ended: it is told where settings say so. */
    void ended(SessionReport report) {
        if (!settings.get().tells(report)) {
            return;
        }
        box.lock();
        try {
            outbox.add(report.id());
        } catch (BackupException failed) {
            LOG.log(System.Logger.Level.WARNING, Words.text("mail.lost", failed.getMessage()), failed);
        } finally {
            box.unlock();
        }
        lookout.begin();
    }

    /** From now on this process also sends what is due by the day. */
    void publish() {
        publishes = true;
        lookout.begin();
    }

    /** Settings may have changed: what failed with the old ones is tried at once. */
    void settingsChanged() {
        anew = true;
        lookout.wake();
    }

    /** Sends what is to be sent now; returns how long nothing will be. */
    Duration look() {
        Instant now = clock.instant();
        if (!settings.get().isOn()) {
            return LONGEST_WAIT;
        }
        if (anew || notBefore.isAfter(now.plus(LONGEST_PAUSE))) {
            // with other settings, or a clock that was set back
            anew = false;
            failures = 0;
            notBefore = now;
        }
        if (now.isBefore(notBefore)) {
            return shorter(Duration.between(now, notBefore));
        }
        try {
            sendSessions();
            if (publishes) {
                sendReport(LocalDateTime.ofInstant(now, machine.zone().get()));
            }
            failures = 0;
            return LONGEST_WAIT;
        } catch (BackupException failed) {
            LOG.log(System.Logger.Level.DEBUG, failed.getMessage(), failed);
            return later(now, failed.getMessage());
        } catch (RuntimeException bug) {
            LOG.log(System.Logger.Level.ERROR, bug.toString(), bug);
            return later(now, bug.toString());
        }
    }

    private Duration later(Instant now, String why) {
        Duration pause = PAUSES[Math.min(failures, PAUSES.length - 1)];
        failures++;
        notBefore = now.plus(pause);
        LOG.log(System.Logger.Level.WARNING,
                Words.text("mail.failed", why, Figures.time(notBefore, machine.zone().get())));
        return shorter(pause);
    }

    private static Duration shorter(Duration wait) {
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    private void sendSessions() throws BackupException {
        SortedSet<SessionId> ended = inBox(outbox::sessions);
        if (!ended.isEmpty()) {
            post.sessions(ended);
            inBox(() -> {
                outbox.remove(ended);
                return ended;
            });
        }
    }

    private void sendReport(LocalDateTime now) throws BackupException {
        Optional<LocalDate> done = inBox(outbox::reported);
        LocalDate begun = MailDays.begun(now);
        if (done.isEmpty() || done.get().isAfter(begun)) {
            // the first one, or a clock that was set back: from now on it is counted
            note(begun);
            return;
        }
        Optional<LocalDate> due = MailDays.due(settings.get().periodicity(), done.get(), now);
        if (due.isPresent()) {
            post.report(done.get());
            note(due.get());
        }
    }

    private void note(LocalDate day) throws BackupException {
        inBox(() -> {
            outbox.reported(day);
            return day;
        });
    }

    private <T> T inBox(Use<T> use) throws BackupException {
        box.lock();
        try {
            return use.of();
        } finally {
            box.unlock();
        }
    }

    /** What is done with the outbox. */
    @FunctionalInterface
    private interface Use<T> {
        T of() throws BackupException;
    }

    /**
     * Sends nothing any more. A process that was started for one session sends what it has to tell before; one that is
     * there for long leaves it to the next one, since it may be ended by the end of the computer.
     */
    @Override
    public void close() {
        if (publishes) {
            lookout.close(HASTE);
        } else {
            lookout.finish(PATIENCE);
        }
    }
}
