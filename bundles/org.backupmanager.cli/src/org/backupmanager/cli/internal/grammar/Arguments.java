package org.backupmanager.cli.internal.grammar;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The options of one call, checked against its command. */
public final class Arguments {

    private final Map<String, List<String>> values;
    private final List<Pair> sequence;

    /**
     * An option as it was given.
     *
     * @param name with its dash
     * @param value empty for a flag
     */
    public record Pair(String name, String value) {
    }

    Arguments(Map<String, List<String>> values, List<Pair> sequence) {
        this.values = Map.copyOf(values);
        this.sequence = List.copyOf(sequence);
    }

    public boolean has(String option) {
        return values.containsKey(option);
    }

    /** The value of an option; its fallback where it has one. */
    public Optional<String> find(String option) {
        List<String> given = values.getOrDefault(option, List.of());
        return given.isEmpty() ? Optional.empty() : Optional.of(given.getFirst());
    }

    /** The value of an option that is needed or has a fallback. */
    public String get(String option) {
        return find(option).orElseThrow();
    }

    /** All values of an option in the order they were given. */
    public List<String> all(String option) {
        return values.getOrDefault(option, List.of());
    }

    /** The number of an option that has a fallback; the parser has read it before. */
    public int number(String option) {
        return Integer.parseInt(get(option));
    }

    /** Everything given, in order. */
    public List<Pair> sequence() {
        return sequence;
    }
}
