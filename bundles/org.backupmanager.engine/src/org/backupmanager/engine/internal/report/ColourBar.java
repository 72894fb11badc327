package org.backupmanager.engine.internal.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;

/**
 * The days of the last four weeks, today first: of each the code of the state of its last backup, 0 where there was
 * none.
 */
final class ColourBar {

    static final int DAYS = 28;

    /** The codes, the most alarming first. */
    private static final String WORST_FIRST = "236789150";

    private final String digits;

    private ColourBar(String digits) {
        this.digits = digits;
    }

    /** Of these backups, newest first. */
    static ColourBar of(List<SessionReport> backups, Instant now, ZoneId zone) {
        List<Optional<SessionReport>> days = days(backups, now, zone);
        var digits = new StringBuilder();
        days.forEach(day -> digits.append(day.map(report -> digit(report.state())).orElse('0')));
        return new ColourBar(digits.toString());
    }

    /** The last backup of each day, today first. */
    static List<Optional<SessionReport>> days(List<SessionReport> backups, Instant now, ZoneId zone) {
        LocalDate today = LocalDate.ofInstant(now, zone);
        List<Optional<SessionReport>> days = new ArrayList<>();
        for (int back = 0; back < DAYS; back++) {
            LocalDate date = today.minusDays(back);
            days.add(backups.stream().filter(report -> LocalDate.ofInstant(report.start(), zone).equals(date))
                    .findFirst());
        }
        return days;
    }

    /** Of each day the worst of all these. */
    static ColourBar worst(List<ColourBar> bars) {
        var digits = new StringBuilder();
        for (int i = 0; i < DAYS; i++) {
            int day = i;
            digits.appendCodePoint(WORST_FIRST.chars()
                    .filter(code -> bars.stream().anyMatch(bar -> bar.digits.charAt(day) == code))
                    .findFirst().orElse('0'));
        }
        return new ColourBar(digits.toString());
    }

    /** The code in one digit; states of two digits as the one that a person would do the same about. */
    static char digit(State state) {
        return switch (state) {
            case OVER_QUOTA -> '2';
            case NO_SELECTION -> '0';
            case RESTARTED -> '6';
            case SKIPPED -> '7';
            default -> (char) ('0' + state.code());
        };
    }

    @Override
    public String toString() {
        return digits;
    }
}
