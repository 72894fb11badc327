package org.backupmanager.engine.internal.plan;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.home.ConfigFile;
import org.backupmanager.engine.internal.home.Home;
import org.backupmanager.session.BackupException;

/**
 * Which planned times were dealt with, kept in the home so that a crash between a planned time and its session makes
 * them neither two nor none. For one thread.
 */
final class Firings {

    private static final String FILE = "schedule-runs";
    private static final String SINCE = "Since";
    private static final String SEEN = "Seen";
    private static final String STARTING = "Starting";

    private final Home home;
    private final Map<Integer, Firing> firings = new TreeMap<>();

    private Firings(Home home) {
        this.home = home;
    }

    static Firings in(Home home) throws BackupException {
        var firings = new Firings(home);
        try {
            ConfigFile file = ConfigFile.parse(home.readText(FILE).orElse(""));
            for (String name : file.sections()) {
                var section = new Section(file, name);
                Optional<Instant> starting = section.find(STARTING).isEmpty() ? Optional.empty()
                        : Optional.of(section.get(STARTING, Instant::parse));
                firings.firings.put(Integer.parseInt(name), new Firing(section.get(SINCE, Instant::parse),
                        section.get(SEEN, Instant::parse), starting));
            }
        } catch (IllegalArgumentException wrong) {
            throw home.damaged(FILE, wrong.getMessage()).because(wrong);
        }
        return firings;
    }

    /** How far a schedule is; of one that was changed since, nothing is known. */
    Optional<Firing> of(int schedule, Instant since) {
        return Optional.ofNullable(firings.get(schedule)).filter(firing -> firing.since().equals(since));
    }

    /** So far is the schedule now. It counts in this process even where it cannot be written. */
    void note(int schedule, Firing firing) throws BackupException {
        firings.put(schedule, firing);
        write();
    }

    /** Forgets schedules that are there no more. */
    void keep(Set<Integer> schedules) throws BackupException {
        if (firings.keySet().retainAll(schedules)) {
            write();
        }
    }

    private void write() throws BackupException {
        ConfigFile file = ConfigFile.withComment(Messages.text("plan.comment." + FILE));
        firings.forEach((number, firing) -> {
            var section = new Section(file, Integer.toString(number));
            section.set(SINCE, firing.since().toString());
            section.set(SEEN, firing.seen().toString());
            firing.starting().ifPresent(now -> section.set(STARTING, now.toString()));
        });
        home.writeText(FILE, file.text());
    }

    /**
     * How far a schedule is.
     *
     * @param since when the schedule was added or changed
     * @param seen planned times up to this one were dealt with
     * @param starting when sessions were about to start, if it is not known that they have
     */
    record Firing(Instant since, Instant seen, Optional<Instant> starting) {
    }
}
