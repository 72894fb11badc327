package org.backupmanager.engine.internal.stored;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.backupmanager.storage.ObjectName;
import org.backupmanager.storage.StorageTransport.StoredObject;

/**
 * An object that a home replaces by one with a higher number: since objects never change, the newest counts, and what a
 * crash left of older ones does not matter.
 *
 * @param home id of it
 * @param number of the object
 * @param object as it was listed
 */
public record HomeObject(String home, long number, StoredObject object) {

    private static final Pattern NAME = Pattern.compile("([0-9a-f]{16})-([0-9]{12})");

    /** The newest of each home among these, in the order of the homes' ids. */
    public static List<HomeObject> newest(List<StoredObject> listed) {
        Map<String, HomeObject> newest = new TreeMap<>();
        for (HomeObject one : all(listed)) {
            newest.merge(one.home, one, (a, b) -> a.number > b.number ? a : b);
        }
        return List.copyOf(newest.values());
    }

    /** Names of what this home left of objects older than that number. */
    public static List<ObjectName> older(List<StoredObject> listed, String home, long number) {
        return all(listed).stream().filter(one -> one.home.equals(home) && one.number < number)
                .map(one -> one.object.name()).toList();
    }

    private static List<HomeObject> all(List<StoredObject> listed) {
        var all = new ArrayList<HomeObject>();
        for (StoredObject object : listed) {
            of(object).ifPresent(all::add);
        }
        return all;
    }

    private static Optional<HomeObject> of(StoredObject object) {
        Matcher name = NAME.matcher(object.name().lastPart());
        return name.matches() ? Optional.of(new HomeObject(name.group(1), Long.parseLong(name.group(2)), object))
                : Optional.empty();
    }
}
