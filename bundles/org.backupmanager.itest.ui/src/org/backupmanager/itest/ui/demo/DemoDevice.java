package org.backupmanager.itest.ui.demo;

import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.backupmanager.model.CipherSuite;
import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Mask;
import org.backupmanager.model.Priority;
import org.backupmanager.model.Selection;
import org.backupmanager.plan.Plans;
import org.backupmanager.recovery.StorageHealth;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.CleanUp;
import org.backupmanager.session.Device;
import org.backupmanager.session.Progress;
import org.backupmanager.session.Sessions;
import org.backupmanager.source.DataSource;
import org.backupmanager.testkit.MemoryPlans;

/** A device with a story. */
final class DemoDevice implements Device {

    /** What it has been through. */
    enum Story {
        EMPTY, GOOD, ERRORS, RUNNING
    }

    private final Path home;
    private final List<DataSource> sources;
    private final Map<String, Selection> selections = new HashMap<>();
    private final Map<String, String> settings = new TreeMap<>(Map.of("Connections", "2", "CompressionLevel", "0",
            "CabinetSize", "16", "VerifyCompressed", "1", "Readers", "2", "LogLevel", "Warning", "Language", "en"));
    private final DemoSessions sessions;
    private final MemoryPlans plans;
    private List<Mask> filters = List.of();

    DemoDevice(Path home, Story story) {
        this.home = home;
        this.sources = List.of(new DemoFiles(), new DemoDatabase());
        if (story != Story.EMPTY) {
            selections.put("FileSystem", Selection.of(ItemPath.parse("/home"), ItemPath.parse("/srv/projects"))
                    .including(ItemPath.parse("/etc"), Priority.HIGH).excluding(ItemPath.parse("/home/ann/Downloads")));
            filters = List.of(Mask.of("*.tmp"), Mask.of("node_modules"));
        }
        this.sessions = new DemoSessions(story);
        this.plans = new MemoryPlans(InstantSource.system(), ZoneId.systemDefault(), sessions::reports, report -> {
            // what the story tells stays as it is
        });
        if (story != Story.EMPTY) {
            DemoPlans.fill(plans);
        }
    }

    @Override
    public Plans plans() {
        return plans;
    }

    @Override
    public String name() {
        return "files-01";
    }

    @Override
    public String storage() {
        return "/mnt/backup/storage";
    }

    @Override
    public CipherSuite cipher() {
        return DemoDevices.cipher();
    }

    @Override
    public Path home() {
        return home;
    }

    @Override
    public List<DataSource> sources() {
        return sources;
    }

    @Override
    public DataSource source(String id) throws BackupException {
        return sources.stream().filter(source -> source.id().equals(id)).findFirst()
                .orElseThrow(() -> new BackupException(Code.SOURCE_UNAVAILABLE, id, "not installed"));
    }

    @Override
    public Selection selection(String source) {
        return selections.getOrDefault(source, Selection.NONE);
    }

    @Override
    public void select(String source, Selection selection) {
        selections.put(source, selection);
    }

    @Override
    public List<Mask> filters() {
        return filters;
    }

    @Override
    public void filter(List<Mask> masks) {
        filters = List.copyOf(masks);
    }

    @Override
    public Map<String, String> settings() {
        return new TreeMap<>(settings);
    }

    @Override
    public void set(String name, String value) throws BackupException {
        if (name.equals("Connections") && !value.matches("[1-9]|10")) {
            throw new BackupException(Code.BAD_ARGUMENT, value, "1 to 10 connections");
        }
        settings.put(name, value);
    }

    @Override
    public Content count(String source, Selection selection, Progress progress) {
        return new Content(41_803, 63_400_000_000L);
    }

    @Override
    public CleanUp cleanUp() {
        throw new UnsupportedOperationException("nothing is removed here");
    }

    @Override
    public StorageHealth health() {
        return DemoHealth.now();
    }

    @Override
    public DemoReports reporting() {
        return new DemoReports();
    }

    @Override
    public Sessions sessions() {
        return sessions;
    }

    @Override
    public void close() {
        sessions.abortAll();
    }
}
