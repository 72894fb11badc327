package org.backupmanager.engine.internal.plan;

import java.util.Optional;
import java.util.function.Function;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.home.ConfigFile;

/**
 * One plan in a file: the keys of a section. What is missing or does not fit is an {@link IllegalArgumentException}
 * with
 * a sentence that names section and key.
 *
 * @param file the text
 * @param name of the section
 */
record Section(ConfigFile file, String name) {

    Optional<String> find(String key) {
        return file.get(name, key);
    }

    String get(String key) {
        return find(key)
                .orElseThrow(() -> new IllegalArgumentException(Messages.text("plan.file.missing", name, key)));
    }

    /** The value of a key, read by a function that refuses what does not fit. */
    <V> V get(String key, Function<String, V> read) {
        String value = get(key);
        try {
            return read.apply(value);
        } catch (RuntimeException doesNotFit) {
            throw new IllegalArgumentException(Messages.text("plan.file.value", name, key, value), doesNotFit);
        }
    }

    int number(String key) {
        return get(key, Integer::parseInt);
    }

    boolean flag(String key) {
        return number(key) != 0;
    }

    void set(String key, String value) {
        file.set(name, key, value);
    }

    void set(String key, int value) {
        set(key, Integer.toString(value));
    }

    void set(String key, boolean value) {
        set(key, value ? 1 : 0);
    }
}
