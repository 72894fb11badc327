package org.backupmanager.remote.internal;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

import com.google.gson.JsonParseException;

/**
 * The contract's values hold no null, so one that arrives is a mistake of the sender that would show up far from here.
 */
final class Wholeness {

    private Wholeness() {
    }

    /** This value, if nothing is missing in it. */
    static <T> T of(T value) {
        switch (value) {
            case null -> throw new JsonParseException("something is missing");
            case Record record -> {
                for (RecordComponent component : record.getClass().getRecordComponents()) {
                    if (!component.getType().isPrimitive()) {
                        of(part(record, component.getAccessor()));
                    }
                }
            }
            case Collection<?> all -> all.forEach(Wholeness::of);
            case Map<?, ?> map -> map.values().forEach(Wholeness::of);
            case Optional<?> perhaps -> perhaps.ifPresent(Wholeness::of);
            default -> {
                // a value of its own kind, which its adapter has checked
            }
        }
        return value;
    }

    private static Object part(Record record, Method accessor) {
        try {
            accessor.setAccessible(true);
            return accessor.invoke(record);
        } catch (ReflectiveOperationException broken) {
            throw new JsonParseException("a record cannot be looked at", broken);
        }
    }
}
