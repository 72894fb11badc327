package org.backupmanager.engine.internal.report;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Optional;
import java.util.stream.Stream;

/** When reports of all data sources are sent. */
final class MailDays {

    /** After the nights' backups, before a person looks. */
    static final LocalTime MORNING = LocalTime.of(7, 0);

    private static final int DAYS = 7;

    private MailDays() {
    }

    private static boolean isDay(int periodicity, DayOfWeek day) {
        return switch (periodicity) {
            case 0 -> true;
            case 1 -> day == DayOfWeek.WEDNESDAY || day == DayOfWeek.SATURDAY;
            case 2 -> day == DayOfWeek.SATURDAY;
            default -> false;
        };
    }

    /** The last day whose morning has come. */
    static LocalDate begun(LocalDateTime now) {
        return now.toLocalTime().isBefore(MORNING) ? now.toLocalDate().minusDays(1) : now.toLocalDate();
    }

    /**
     * The newest day for which a report is to be sent and was not; those before it are not made up for.
     *
     * @param periodicity 0 daily, 1 on Wednesday and Saturday, 2 on Saturday, 3 never
     * @param done up to which day reports were sent
     */
    static Optional<LocalDate> due(int periodicity, LocalDate done, LocalDateTime now) {
        return Stream.iterate(begun(now), day -> day.minusDays(1)).limit(DAYS).filter(day -> day.isAfter(done))
                .filter(day -> isDay(periodicity, day.getDayOfWeek())).findFirst();
    }
}
