package org.backupmanager.engine.internal.plan;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.home.ConfigFile;
import org.backupmanager.engine.internal.home.Home;
import org.backupmanager.session.BackupException;

/**
 * Which schedule the backup of a source belongs to that has not ended by itself, kept in the home: a backup that is
 * begun again after a crash gets the scripts of that schedule, too. For one thread at a time.
 */
final class OpenRuns {

    private static final System.Logger LOG = System.getLogger(OpenRuns.class.getName());
    private static final String FILE = "schedule-open";
    private static final String SCHEDULE = "Schedule";

    private final Home home;
    private final Map<String, Integer> schedules = new TreeMap<>();

    private OpenRuns(Home home) {
        this.home = home;
    }

    static OpenRuns in(Home home) throws BackupException {
        var open = new OpenRuns(home);
        try {
            ConfigFile file = ConfigFile.parse(home.readText(FILE).orElse(""));
            for (String source : file.sections()) {
                open.schedules.put(source, new Section(file, source).number(SCHEDULE));
            }
        } catch (IllegalArgumentException wrong) {
            throw home.damaged(FILE, wrong.getMessage()).because(wrong);
        }
        return open;
    }

    Optional<Integer> schedule(String source) {
        return Optional.ofNullable(schedules.get(source));
    }

    void begin(String source, int schedule) {
        schedules.put(source, schedule);
        write();
    }

    void end(String source) {
        if (schedules.keySet().remove(source)) {
            write();
        }
    }

    /** A backup is worth more than a note of it. */
    private void write() {
        ConfigFile file = ConfigFile.withComment(Messages.text("plan.comment." + FILE));
        schedules.forEach((source, schedule) -> new Section(file, source).set(SCHEDULE, schedule));
        try {
            home.writeText(FILE, file.text());
        } catch (BackupException failed) {
            LOG.log(System.Logger.Level.ERROR, Messages.text("schedule.unnoted", failed.getMessage()), failed);
        }
    }
}
