package org.backupmanager.engine.internal.report;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.Trouble;

/**
 * What a mail tells.
 *
 * @param device name of it
 * @param machine that it is on
 * @param kind of the mail
 * @param standings of its data sources
 * @param sessions that the mail is about, newest first, with what went wrong in them
 * @param now when it is written
 * @param zone for its times
 */
record Letter(String device, String machine, Kind kind, List<Standing> standings, List<Told> sessions, Instant now,
        ZoneId zone) {

    /** Errors of a session that a mail lists. */
    static final int MOST_ERRORS = 20;
    /** Sessions that a mail lists. */
    static final int MOST_SESSIONS = 25;

    /** Why a mail is sent. */
    enum Kind {
        /** Sessions have ended. */
        SESSION,
        /** Its day has come. */
        REPORT,
        /** Its day has come, and it tells of restores only. */
        RESTORES,
        /** A person wants to know whether mails arrive. */
        TEST,
        /** A person wants to know whether mails about restores arrive. */
        RESTORES_TEST
    }

    /** How good or bad something is. */
    enum Mood {
        GOOD, DOUBTFUL, BAD, NONE;

        static Mood of(State state) {
            return switch (state) {
                case COMPLETED -> GOOD;
                case COMPLETED_WITH_ERRORS, IN_PROGRESS_WITH_FAULTS, SKIPPED, NOT_STARTED, ABORTED -> DOUBTFUL;
                case IN_PROCESS, RESTARTED -> NONE;
                default -> BAD;
            };
        }

        /** Of a digit of a colour bar. */
        static Mood of(char digit) {
            return switch (digit) {
                case '5' -> GOOD;
                case '8', '9', '7', '3' -> DOUBTFUL;
                case '0', '1' -> NONE;
                default -> BAD;
            };
        }
    }

    /**
     * A session with what went wrong in it.
     *
     * @param report of it
     * @param label of its data source
     * @param troubles the first of it
     */
    record Told(SessionReport report, String label, List<Trouble> troubles) {
    }

    /** The sign of a digit of a colour bar, for those who see no colours. */
    static String sign(char digit) {
        return String.valueOf("·>-x?+&!#%".charAt(digit - '0'));
    }

    /** One line: the device, and how it stands. */
    String subject() {
        String text = Words.text("mail.subject", device, headline());
        return test().isPresent() ? Words.text("mail.subject.test", text) : text;
    }

    /** What a test says of itself; empty for all other mails. */
    Optional<String> test() {
        return switch (kind) {
            case TEST -> Optional.of(Words.text("mail.test"));
            case RESTORES_TEST -> Optional.of(Words.text("mail.test.restores"));
            case SESSION, REPORT, RESTORES -> Optional.empty();
        };
    }

    /** How it stands, in some words: the session where it is about one, else the device as a whole. */
    String headline() {
        if ((kind == Kind.SESSION || kind == Kind.RESTORES) && sessions.size() == 1) {
            Told only = sessions.getFirst();
            return Words.text("mail.headline.session", type(only.report()), only.label(), state(only.report()));
        }
        if (kind == Kind.RESTORES) {
            long such = sessions.stream().filter(told -> Mood.of(told.report().state()) == mood()).count();
            return Words.text("mail.headline.restores." + mood().name(), Figures.count(sessions.size()),
                    Figures.count(such));
        }
        if (kind == Kind.RESTORES_TEST) {
            return Words.text("mail.headline.restores.test");
        }
        return switch (mood()) {
            case BAD -> Words.text("mail.headline.bad", names(Mood.BAD));
            case DOUBTFUL -> Words.text("mail.headline.doubtful", names(Mood.DOUBTFUL));
            case GOOD -> Words.text("mail.headline.good");
            case NONE -> Words.text("mail.headline.none");
        };
    }

    /** The worst of the data sources; of the sessions where the mail is about them. */
    Mood mood() {
        if (kind == Kind.RESTORES_TEST) {
            return Mood.GOOD;
        }
        boolean aboutSessions = kind == Kind.SESSION || kind == Kind.RESTORES;
        return (aboutSessions ? sessions.stream().map(told -> Mood.of(told.report().state()))
                : standings.stream().map(Letter::mood)).max(Comparator.comparingInt(Letter::weight)).orElse(Mood.NONE);
    }

    private static int weight(Mood mood) {
        return switch (mood) {
            case NONE -> 0;
            case GOOD -> 1;
            case DOUBTFUL -> 2;
            case BAD -> 3;
        };
    }

    static Mood mood(Standing standing) {
        return standing.lastEnded().map(report -> Mood.of(report.state())).orElse(Mood.NONE);
    }

    private String names(Mood mood) {
        List<String> names = kind == Kind.SESSION
                ? sessions.stream().filter(told -> Mood.of(told.report().state()) == mood).map(Told::label).distinct()
                        .toList()
                : standings.stream().filter(standing -> mood(standing) == mood).map(Standing::label).toList();
        return String.join(", ", names);
    }

    /** Whether restores are all that it tells of. */
    boolean isOfRestores() {
        return standings.isEmpty() && !sessions.isEmpty()
                && sessions.stream().allMatch(told -> told.report().type() == SessionReport.Type.RESTORE);
    }

    /** How much went over the wire, and which way. */
    static String moved(SessionReport report) {
        return Words.text("mail.moved." + report.type().name(), Figures.size(report.totals().sentSize()));
    }

    static String state(SessionReport report) {
        return Words.text("state." + report.state().name());
    }

    static String type(SessionReport report) {
        return Words.text("type." + report.type().name());
    }
}
