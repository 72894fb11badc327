package org.backupmanager.plan;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.Month;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Plans in the words of the command line, which are also those of the files that keep them: lists with commas and
 * without
 * blanks, {@code All} and {@code Last}. Upper and lower case count alike where they are read. What does not fit is an
 * {@link IllegalArgumentException} whose message is the word that does not.
 */
public final class PlanWords {

    /** Every one of its kind. */
    public static final String ALL = "All";
    /** None of its kind. */
    public static final String NONE = "None";
    private static final String LAST = "Last";
    private static final int LETTERS_OF_MONTH = 3;
    /** The time at which a day ends; it begins the next one. */
    private static final String END_OF_DAY = "24:00";

    private PlanWords() {
    }

    /** {@code hh:mm}. */
    public static String time(LocalTime time) {
        return String.format(Locale.ROOT, "%02d:%02d", time.getHour(), time.getMinute());
    }

    /** Reads {@link #time(LocalTime)} back; 24:00 is 00:00. */
    public static LocalTime time(String word) {
        String text = word.strip();
        try {
            if (text.matches("[0-9]{1,2}:[0-9]{2}")) {
                return text.equals(END_OF_DAY) ? LocalTime.MIDNIGHT
                        : LocalTime.parse(text.length() == 4 ? "0" + text : text);
            }
        } catch (DateTimeException beyondTheDay) {
            throw new IllegalArgumentException(word, beyondTheDay);
        }
        throw new IllegalArgumentException(word);
    }

    /** {@code Monday,Friday}, or {@code All}. */
    public static String days(Set<DayOfWeek> days) {
        return names(days, DayOfWeek.values(), PlanWords::day);
    }

    /** Reads {@link #days(Set)} back; three letters of a day are enough. */
    public static Set<DayOfWeek> days(String words) {
        return named(words, DayOfWeek.values());
    }

    /** As {@link #days(Set)}, or {@code None}. */
    public static String daysOrNone(Set<DayOfWeek> days) {
        return days.isEmpty() ? NONE : days(days);
    }

    /** Reads {@link #daysOrNone(Set)} back. */
    public static Set<DayOfWeek> daysOrNone(String words) {
        return words.strip().equalsIgnoreCase(NONE) ? Set.of() : days(words);
    }

    /** {@code Jan,Dec}, or {@code All}. */
    public static String months(Set<Month> months) {
        return names(months, Month.values(), month -> capital(month.name()).substring(0, LETTERS_OF_MONTH));
    }

    /** Reads {@link #months(Set)} back; whole names will do. */
    public static Set<Month> months(String words) {
        return named(words, Month.values());
    }

    /** The name of a day, in English. */
    public static String day(DayOfWeek day) {
        return capital(day.name());
    }

    private static String capital(String name) {
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }

    private static <E extends Enum<E>> String names(Set<E> chosen, E[] all, Function<E, String> name) {
        return chosen.size() == all.length ? ALL
                : String.join(",", Arrays.stream(all).filter(chosen::contains).map(name).toList());
    }

    private static <E extends Enum<E>> Set<E> named(String words, E[] all) {
        Set<E> chosen = EnumSet.noneOf(all[0].getDeclaringClass());
        for (String word : split(words)) {
            if (word.equalsIgnoreCase(ALL)) {
                chosen.addAll(List.of(all));
            } else {
                chosen.add(Arrays.stream(all).filter(each -> isName(word, each.name())).findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(word)));
            }
        }
        return chosen;
    }

    private static boolean isName(String word, String name) {
        return word.length() == LETTERS_OF_MONTH && name.startsWith(word.toUpperCase(Locale.ROOT))
                || name.equalsIgnoreCase(word);
    }

    /** Days of a month as {@code 2,[5-10],20,Last}. */
    public static String daysOfMonth(ArchivingRule.OfMonth days) {
        List<String> parts = new ArrayList<>();
        List<Integer> numbers = List.copyOf(new TreeSet<>(days.numbers()));
        for (int i = 0; i < numbers.size();) {
            int first = numbers.get(i);
            int last = first;
            while (++i < numbers.size() && numbers.get(i) == last + 1) {
                last++;
            }
            parts.add(first == last ? Integer.toString(first) : "[" + first + "-" + last + "]");
        }
        if (days.last()) {
            parts.add(LAST);
        }
        return String.join(",", parts);
    }

    /** Reads {@link #daysOfMonth(ArchivingRule.OfMonth)} back; brackets may be left out, All is {@code [1-31]}. */
    public static ArchivingRule.OfMonth daysOfMonth(String words) {
        Set<Integer> numbers = new TreeSet<>();
        boolean last = false;
        for (String word : split(words)) {
            String bare = word.startsWith("[") && word.endsWith("]") ? word.substring(1, word.length() - 1) : word;
            String[] ends = bare.equalsIgnoreCase(ALL) ? new String[] {"1", "31"} : bare.split("-", -1);
            if (word.equalsIgnoreCase(LAST)) {
                last = true;
            } else if (ends.length == 2 && number(ends[0], 31, word) <= number(ends[1], 31, word)) {
                for (int n = number(ends[0], 31, word); n <= number(ends[1], 31, word); n++) {
                    numbers.add(n);
                }
            } else {
                numbers.add(number(bare, 31, word));
            }
        }
        return new ArchivingRule.OfMonth(numbers, last);
    }

    /** Weeks of a month as {@code 1,3,Last}, or {@code All}. */
    public static String weeks(ArchivingRule.OfWeeks weeks) {
        if (weeks.weeks().equals(ArchivingRule.OfWeeks.ALL)) {
            return ALL;
        }
        List<String> parts = new ArrayList<>(new TreeSet<>(weeks.weeks()).stream().map(String::valueOf).toList());
        if (weeks.last()) {
            parts.add(LAST);
        }
        return String.join(",", parts);
    }

    /** Reads weeks and weekdays. */
    public static ArchivingRule.OfWeeks weeks(String words, String weekdays) {
        Set<Integer> numbers = new TreeSet<>();
        boolean last = false;
        for (String word : split(words)) {
            if (word.equalsIgnoreCase(ALL)) {
                numbers.addAll(ArchivingRule.OfWeeks.ALL);
            } else if (word.equalsIgnoreCase(LAST)) {
                last = true;
            } else {
                numbers.add(number(word, 5, word));
            }
        }
        return new ArchivingRule.OfWeeks(numbers, last, days(weekdays));
    }

    private static int number(String digits, int most, String word) {
        if (digits.matches("[0-9]{1,2}")) {
            int number = Integer.parseInt(digits);
            if (number >= 1 && number <= most) {
                return number;
            }
        }
        throw new IllegalArgumentException(word);
    }

    /** Ids of data sources, or {@code All}. */
    public static String sources(List<String> sources) {
        return sources.isEmpty() ? ALL : String.join(",", sources);
    }

    /** Reads {@link #sources(List)} back. */
    public static List<String> sources(String words) {
        List<String> parts = split(words);
        return parts.stream().anyMatch(ALL::equalsIgnoreCase) ? List.of() : parts;
    }

    /** Words with commas between them, or {@code None}. */
    public static String listOrNone(List<String> words) {
        return words.isEmpty() ? NONE : String.join(",", words);
    }

    /** Reads {@link #listOrNone(List)} back. */
    public static List<String> listOrNone(String words) {
        return words.strip().equalsIgnoreCase(NONE) ? List.of() : split(words);
    }

    /** The parts between commas, without the blanks around them; at least one, none of them empty. */
    private static List<String> split(String words) {
        List<String> parts = Arrays.stream(words.split(",", -1)).map(String::strip).toList();
        if (parts.contains("")) {
            throw new IllegalArgumentException(words);
        }
        return parts;
    }
}
