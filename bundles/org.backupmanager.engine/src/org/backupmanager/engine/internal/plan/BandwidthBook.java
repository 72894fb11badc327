package org.backupmanager.engine.internal.plan;

import java.time.DayOfWeek;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.home.ConfigFile;
import org.backupmanager.engine.internal.home.Home;
import org.backupmanager.engine.internal.limits.Throttle;
import org.backupmanager.plan.Bandwidth;
import org.backupmanager.plan.BandwidthLimits;
import org.backupmanager.plan.PlanWords;
import org.backupmanager.session.BackupException;

/** The limits of speed of a home, in its file {@code bandwidth}, in the words of the command line. */
public final class BandwidthBook implements Bandwidth {

    private static final String FILE = "bandwidth";
    private static final String LIMITS = "Limits";

    private final Home home;
    private final Throttle throttle;
    private final PlanNames.Known known;
    private final Runnable changed;
    private final ReentrantLock lock = new ReentrantLock();

    /**
     * @param throttle that obeys what is set; it has what {@link #read} gave
     * @param known data sources
     * @param changed told when others were set
     */
    BandwidthBook(Home home, Throttle throttle, PlanNames.Known known, Runnable changed) {
        this.home = home;
        this.throttle = throttle;
        this.known = known;
        this.changed = changed;
    }

    /** What a home has. */
    public static BandwidthLimits read(Home home) throws BackupException {
        try {
            ConfigFile file = ConfigFile.parse(home.readText(FILE).orElse(""));
            return file.sections().isEmpty() ? BandwidthLimits.NONE : read(new Section(file, LIMITS));
        } catch (IllegalArgumentException wrong) {
            throw home.damaged(FILE, wrong.getMessage()).because(wrong);
        }
    }

    private static BandwidthLimits read(Section section) {
        int upload = section.number("MaxUploadSpeed");
        int download = section.number("MaxDownloadSpeed");
        Set<DayOfWeek> free = section.get("UnlimitedDays", PlanWords::daysOrNone);
        List<String> stopped = section.get("DataSourcesToCancel", PlanWords::listOrNone);
        return section.get("LimitBandwidth", active -> new BandwidthLimits(Integer.parseInt(active) != 0,
                section.get("TurnOnAt", PlanWords::time), section.get("TurnOffAt", PlanWords::time), upload, download,
                free, stopped));
    }

    private static String write(BandwidthLimits limits) {
        ConfigFile file = ConfigFile.withComment(Messages.text("plan.comment.bandwidth"));
        var section = new Section(file, LIMITS);
        section.set("LimitBandwidth", limits.active());
        section.set("TurnOnAt", PlanWords.time(limits.from()));
        section.set("TurnOffAt", PlanWords.time(limits.until()));
        section.set("MaxUploadSpeed", limits.upload());
        section.set("MaxDownloadSpeed", limits.download());
        section.set("UnlimitedDays", PlanWords.daysOrNone(limits.unlimitedDays()));
        section.set("DataSourcesToCancel", PlanWords.listOrNone(limits.stopped()));
        return file.text();
    }

    @Override
    public BandwidthLimits limits() {
        return throttle.limits();
    }

    @Override
    public void set(BandwidthLimits limits) throws BackupException {
        var next = new BandwidthLimits(limits.active(), limits.from(), limits.until(), limits.upload(),
                limits.download(), limits.unlimitedDays(), PlanNames.sources(limits.stopped(), known));
        lock.lock();
        try {
            home.writeText(FILE, write(next));
            throttle.obey(next);
        } finally {
            lock.unlock();
        }
        changed.run();
    }

    @Override
    public boolean holds() {
        return throttle.holds();
    }
}
