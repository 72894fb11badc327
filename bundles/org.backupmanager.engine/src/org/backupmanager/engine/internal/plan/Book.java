package org.backupmanager.engine.internal.plan;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.home.ConfigFile;
import org.backupmanager.engine.internal.home.Home;
import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;

/**
 * Numbered plans in a text file of the home that a person can read. A change is in the file before its method returns;
 * a number is never used again. Safe for use by many threads.
 *
 * @param <T> what is planned
 */
final class Book<T> {

    private static final String GENERAL = "General";
    private static final String LAST_NUMBER = "LastNumber";
    private static final String SINCE = "Since";

    private final Home home;
    private final Form<T> form;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    /** Guarded by the lock, as what is below. */
    private SortedMap<Integer, Entry<T>> entries = new TreeMap<>();
    private int lastNumber;

    private Book(Home home, Form<T> form, InstantSource clock) {
        this.home = home;
        this.form = form;
        this.clock = clock;
    }

    /**
     * What the home holds.
     *
     * @throws BackupException {@code HOME_FAILED} where the file cannot be read or makes no sense
     */
    static <T> Book<T> in(Home home, Form<T> form, InstantSource clock) throws BackupException {
        var book = new Book<>(home, form, clock);
        String text = home.readText(form.file()).orElse("");
        try {
            book.read(ConfigFile.parse(text));
        } catch (IllegalArgumentException wrong) {
            throw home.damaged(form.file(), wrong.getMessage()).because(wrong);
        }
        return book;
    }

    private void read(ConfigFile file) {
        lastNumber = file.get(GENERAL, LAST_NUMBER).map(Integer::parseInt).orElse(0);
        for (String name : file.sections()) {
            if (!name.equalsIgnoreCase(GENERAL)) {
                var section = new Section(file, name);
                if (!name.matches("[1-9][0-9]{0,8}")) {
                    throw new IllegalArgumentException(Messages.text("plan.file.section", name));
                }
                int number = Integer.parseInt(name);
                entries.put(number, new Entry<>(form.read(section), section.get(SINCE, Instant::parse)));
                lastNumber = Math.max(lastNumber, number);
            }
        }
    }

    /** All, in the order of their numbers. */
    SortedMap<Integer, Entry<T>> entries() {
        lock.lock();
        try {
            return entries;
        } finally {
            lock.unlock();
        }
    }

    /** All values, in the order of their numbers. */
    SortedMap<Integer, T> all() {
        SortedMap<Integer, T> all = new TreeMap<>();
        entries().forEach((number, entry) -> all.put(number, entry.value()));
        return all;
    }

    /** The number that the next plan gets. */
    int nextNumber() {
        lock.lock();
        try {
            return lastNumber + 1;
        } finally {
            lock.unlock();
        }
    }

    int add(T value) throws BackupException {
        lock.lock();
        try {
            int number = lastNumber + 1;
            write(number, with(number, value));
            return number;
        } finally {
            lock.unlock();
        }
    }

    void change(int number, T value) throws BackupException {
        lock.lock();
        try {
            checkThere(number);
            write(lastNumber, with(number, value));
        } finally {
            lock.unlock();
        }
    }

    void remove(int number) throws BackupException {
        lock.lock();
        try {
            checkThere(number);
            SortedMap<Integer, Entry<T>> next = new TreeMap<>(entries);
            next.remove(number);
            write(lastNumber, next);
        } finally {
            lock.unlock();
        }
    }

    private SortedMap<Integer, Entry<T>> with(int number, T value) {
        SortedMap<Integer, Entry<T>> next = new TreeMap<>(entries);
        next.put(number, new Entry<>(value, clock.instant()));
        return next;
    }

    private void checkThere(int number) throws BackupException {
        if (!entries.containsKey(number)) {
            throw new BackupException(Code.BAD_ARGUMENT, Integer.toString(number),
                    Messages.text("plan.unknown." + form.file(), numbers(entries.keySet())));
        }
    }

    /** Numbers for a sentence. */
    static String numbers(Set<Integer> numbers) {
        return numbers.isEmpty() ? Messages.text("plan.none")
                : String.join(", ", numbers.stream().map(String::valueOf).toList());
    }

    private void write(int last, SortedMap<Integer, Entry<T>> next) throws BackupException {
        ConfigFile file = ConfigFile.withComment(Messages.text("plan.comment." + form.file()));
        file.set(GENERAL, LAST_NUMBER, Integer.toString(last));
        next.forEach((number, entry) -> {
            var section = new Section(file, Integer.toString(number));
            form.write(section, entry.value());
            section.set(SINCE, entry.since().toString());
        });
        home.writeText(form.file(), file.text());
        entries = Collections.unmodifiableSortedMap(next);
        lastNumber = last;
    }

    /**
     * A plan as it is kept.
     *
     * @param value the plan
     * @param since when it was added or changed: it counts from then on
     */
    record Entry<T>(T value, Instant since) {
    }

    /** How plans of a kind stand in their file. */
    interface Form<T> {

        /** The name of the file in the home. */
        String file();

        void write(Section section, T value);

        /**
         * Reads what {@link #write} wrote, or a person did; what does not fit is an {@link IllegalArgumentException}.
         */
        T read(Section section);
    }
}
