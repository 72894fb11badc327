package org.backupmanager.remote.internal;

import java.util.Collection;
import java.util.Map;

import com.google.gson.JsonParseException;

/**
 * The contract's values hold no null, so one that arrives is a mistake of the sender that would show up far from here.
 */
final class Wholeness {

    private Wholeness() {
    }

    /** This value, if it is one and so is all that it holds; records have checked themselves. */
    static <T> T of(T value) {
        boolean whole = switch (value) {
            case null -> false;
            case Collection<?> all -> all.stream().allMatch(each -> each != null);
            case Map<?, ?> map -> map.values().stream().allMatch(each -> each != null);
            default -> true;
        };
        if (!whole) {
            throw new JsonParseException("something is missing");
        }
        return value;
    }
}
