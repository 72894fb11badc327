package org.backupmanager.engine.internal.plan;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.home.ConfigFile;
import org.backupmanager.engine.internal.home.Home;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.plan.Fate;
import org.backupmanager.plan.Retention;
import org.backupmanager.plan.RetentionPolicy;
import org.backupmanager.session.BackupException;

/** The retention policies of a home, in its file {@code retention}, and what they do. */
final class RetentionBook implements Retention {

    private static final String FILE = "retention";
    private static final String LAST = "Last";
    private static final String DAYS = "Days";
    private static final String WEEKS = "Weeks";
    private static final String MONTHS = "Months";
    private static final String YEARS = "Years";

    private final Home home;
    private final Marks marks;
    private final DevicePlans.Context device;
    private final Supplier<ZoneId> zone;
    private final ReentrantLock applying = new ReentrantLock();
    private final ReentrantLock lock = new ReentrantLock();
    /** Guarded by the lock; replaced only after it was written. */
    private SortedMap<String, RetentionPolicy> policies = new TreeMap<>();

    private RetentionBook(Home home, Marks marks, DevicePlans.Context device, Supplier<ZoneId> zone) {
        this.home = home;
        this.marks = marks;
        this.device = device;
        this.zone = zone;
    }

    /**
     * @param marks of sessions
     * @param device whose sessions they are
     * @param zone in which days begin
     */
    static RetentionBook in(Home home, Marks marks, DevicePlans.Context device, Supplier<ZoneId> zone)
            throws BackupException {
        var book = new RetentionBook(home, marks, device, zone);
        try {
            ConfigFile file = ConfigFile.parse(home.readText(FILE).orElse(""));
            for (String source : file.sections()) {
                book.policies.put(source, read(new Section(file, source)));
            }
        } catch (IllegalArgumentException wrong) {
            throw home.damaged(FILE, wrong.getMessage()).because(wrong);
        }
        return book;
    }

    private static RetentionPolicy read(Section section) {
        return new RetentionPolicy(section.number(LAST), section.number(DAYS), section.number(WEEKS),
                section.number(MONTHS), section.number(YEARS));
    }

    private static void write(Section section, RetentionPolicy policy) {
        section.set(LAST, policy.last());
        section.set(DAYS, policy.days());
        section.set(WEEKS, policy.weeks());
        section.set(MONTHS, policy.months());
        section.set(YEARS, policy.years());
    }

    @Override
    public SortedMap<String, RetentionPolicy> policies() {
        lock.lock();
        try {
            return Collections.unmodifiableSortedMap(policies);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void set(String source, RetentionPolicy policy) throws BackupException {
        String id = device.sourceId(source);
        lock.lock();
        try {
            SortedMap<String, RetentionPolicy> next = new TreeMap<>(policies);
            next.put(id, policy);
            next.values().removeIf(RetentionPolicy::keepsEverything);
            ConfigFile file = ConfigFile.withComment(Messages.text("plan.comment.retention"));
            next.forEach((name, value) -> write(new Section(file, name), value));
            home.writeText(FILE, file.text());
            policies = next;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<Fate> preview(Map<String, RetentionPolicy> others) {
        Map<String, RetentionPolicy> tried = new TreeMap<>(policies());
        tried.putAll(others);
        Map<String, List<SessionReport>> restorable = new TreeMap<>();
        for (SessionReport report : device.sessions().reports()) {
            if (report.type() == SessionReport.Type.BACKUP && report.state().isRestorable()) {
                restorable.computeIfAbsent(report.source(), _ -> new ArrayList<>()).add(report);
            }
        }
        Set<SessionId> held = marks.held();
        List<Fate> fates = new ArrayList<>();
        restorable.forEach((source, reports) -> fates.addAll(new Keeping(tried.getOrDefault(source,
                RetentionPolicy.EVERYTHING), held, zone.get()).of(reports)));
        fates.sort((a, b) -> b.session().id().compareTo(a.session().id()));
        return fates;
    }

    @Override
    public List<SessionReport> apply() throws BackupException {
        applying.lock();
        try {
            // what was held elsewhere meanwhile stays
            marks.refresh();
            List<SessionReport> going = preview(Map.of()).stream().filter(fate -> !fate.kept()).map(Fate::session)
                    .toList();
            if (!going.isEmpty()) {
                device.remove(going.stream().map(SessionReport::id).toList());
            }
            return going;
        } finally {
            applying.unlock();
        }
    }

    @Override
    public Set<SessionId> held() {
        return marks.held();
    }

    /** As above, after what was decided elsewhere meanwhile was read. */
    Set<SessionId> heldAnywhere() throws BackupException {
        marks.refresh();
        return marks.held();
    }

    @Override
    public void hold(SessionId session) throws BackupException {
        marks.hold(session);
    }

    @Override
    public void release(SessionId session) throws BackupException {
        marks.release(session);
    }
}
