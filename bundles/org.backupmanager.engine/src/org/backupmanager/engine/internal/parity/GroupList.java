package org.backupmanager.engine.internal.parity;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.backupmanager.content.CabinetId;
import org.backupmanager.engine.internal.home.Home;
import org.backupmanager.session.BackupException;

/**
 * Which cabinets are in which group, as the home remembers it, so that not every session has to read all manifests. A
 * line: id of the group, ids of its members. A group without members is one that had no manifest when it was seen last:
 * another machine may just be writing it. Made again from the storage where it is gone. For one thread.
 */
final class GroupList {

    private final Home home;
    private final Map<String, List<CabinetId>> groups = new TreeMap<>();

    private GroupList(Home home) {
        this.home = home;
    }

    /** As the home remembers it; a line that makes no sense is read from the storage again. */
    static GroupList in(Home home) throws BackupException {
        var list = new GroupList(home);
        for (String line : home.readText(Home.PARITY).orElse("").lines().toList()) {
            if (line.matches("[0-9a-f]{32}( [0-9a-f]{64})*")) {
                List<String> words = List.of(line.split(" "));
                list.groups.put(words.getFirst(),
                        words.subList(1, words.size()).stream().map(CabinetId::new).toList());
            }
        }
        return list;
    }

    void save() throws BackupException {
        var text = new StringBuilder();
        groups.forEach((id, members) -> {
            text.append(id);
            members.forEach(member -> text.append(' ').append(member.hex()));
            text.append('\n');
        });
        home.writeText(Home.PARITY, text.toString());
    }

    boolean knows(String group) {
        return groups.containsKey(group);
    }

    /** Whether the group had no manifest when it was seen last. */
    boolean isLeftOver(String group) {
        return knows(group) && groups.get(group).isEmpty();
    }

    void put(String group, List<CabinetId> members) {
        groups.put(group, List.copyOf(members));
    }

    void remove(String group) {
        groups.remove(group);
    }

    void retain(Set<String> stored) {
        groups.keySet().retainAll(stored);
    }

    /** How many groups have members. */
    int size() {
        return (int) groups.values().stream().filter(members -> !members.isEmpty()).count();
    }

    /** The members of all groups but these. */
    Set<CabinetId> membersBut(Set<String> these) {
        Set<CabinetId> all = new HashSet<>();
        groups.forEach((id, members) -> {
            if (!these.contains(id)) {
                all.addAll(members);
            }
        });
        return all;
    }

    /** The group of each member. */
    Map<CabinetId, String> byMember() {
        Map<CabinetId, String> found = new HashMap<>();
        groups.forEach((id, members) -> members.forEach(member -> found.put(member, id)));
        return found;
    }
}
