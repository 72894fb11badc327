package org.backupmanager.ui.internal.plan;

import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Names of days and months as the person's language has them. */
final class CalendarNames {

    private static final Set<DayOfWeek> WORKING = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);

    private CalendarNames() {
    }

    /** The days of the week with their short names. */
    static Map<DayOfWeek, String> week() {
        Map<DayOfWeek, String> names = new LinkedHashMap<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            names.put(day, day.getDisplayName(TextStyle.SHORT, Locale.getDefault()));
        }
        return names;
    }

    /** The months with their short names. */
    static Map<Month, String> months() {
        Map<Month, String> names = new LinkedHashMap<>();
        for (Month month : Month.values()) {
            names.put(month, month.getDisplayName(TextStyle.SHORT, Locale.getDefault()));
        }
        return names;
    }

    /** Days in a few words. */
    static String words(Set<DayOfWeek> days) {
        if (days.size() == DayOfWeek.values().length) {
            return Messages.everyDay;
        }
        return days.equals(WORKING) ? Messages.workingDays : String.join(", ", Arrays.stream(DayOfWeek.values())
                .filter(days::contains).map(week()::get).toList());
    }

    /** Months in a few words. */
    static String monthWords(Set<Month> months) {
        return months.size() == Month.values().length ? Messages.everyMonth : String.join(", ",
                Arrays.stream(Month.values()).filter(months::contains).map(months()::get).toList());
    }
}
