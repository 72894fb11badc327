package org.backupmanager.engine.internal.home;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.model.Code;
import org.backupmanager.model.Mask;
import org.backupmanager.model.Selection;
import org.backupmanager.session.BackupException;
import org.backupmanager.source.FreezeContext.Aid;

/**
 * What a person chose for a device: selections, exclusion masks, settings. A change is in the home before its method
 * returns. Safe for use by many threads.
 */
public final class Choices {

    private static final String DEVICE = "Device";

    private final Home home;
    private final Function<String, Mask> maskOf;
    private final ReentrantLock lock = new ReentrantLock();
    /** Guarded by the lock, as all below; each is replaced only after it was written. */
    private ConfigFile config;
    private Map<String, Selection> selections;
    private List<Mask> masks;

    private Choices(Home home, String system) {
        this.home = home;
        this.maskOf = system.toLowerCase(Locale.ROOT).startsWith("linux") ? Mask::of : Mask::ignoringCase;
    }

    /**
     * What the home holds.
     *
     * @param system name of the operating system: masks tell upper from lower case on Linux only
     * @throws BackupException {@code HOME_FAILED} where a file cannot be read or makes no sense
     */
    public static Choices in(Home home, String system) throws BackupException {
        var choices = new Choices(home, system);
        choices.config = readConfig(home).orElseThrow(() -> home.damaged(Home.CONFIG, Messages.text("config.missing")));
        try {
            choices.selections = SelectionFile.parse(home.readText(Home.SELECTIONS).orElse(""));
        } catch (IllegalArgumentException wrong) {
            throw home.damaged(Home.SELECTIONS, wrong.getMessage());
        }
        choices.masks = home.readText(Home.FILTERS).orElse("").lines().filter(line -> !line.isBlank())
                .map(choices.maskOf).toList();
        choices.checkSettings();
        return choices;
    }

    /** The text of {@code config.ini}, if there is one. */
    public static Optional<ConfigFile> readConfig(Home home) throws BackupException {
        Optional<String> text = home.readText(Home.CONFIG);
        try {
            return text.map(ConfigFile::parse);
        } catch (IllegalArgumentException wrong) {
            throw home.damaged(Home.CONFIG, wrong.getMessage());
        }
    }

    private void checkSettings() throws BackupException {
        for (Setting setting : Setting.values()) {
            try {
                setting.in(config);
            } catch (BackupException wrong) {
                throw home.damaged(Home.CONFIG, wrong.getMessage()).because(wrong);
            }
        }
    }

    public Selection selection(String source) {
        lock.lock();
        try {
            return selections.getOrDefault(source, Selection.NONE);
        } finally {
            lock.unlock();
        }
    }

    /** What a run obeys: the selection with the masks of the device. */
    public Selection effective(String source) {
        return selection(source).withMasks(filters());
    }

    public void select(String source, Selection selection) throws BackupException {
        lock.lock();
        try {
            var next = new TreeMap<>(selections);
            next.put(source, selection.withMasks(List.of()));
            home.writeText(Home.SELECTIONS, SelectionFile.write(next));
            selections = next;
        } finally {
            lock.unlock();
        }
    }

    public List<Mask> filters() {
        lock.lock();
        try {
            return masks;
        } finally {
            lock.unlock();
        }
    }

    public void filter(List<Mask> chosen) throws BackupException {
        List<Mask> next = new ArrayList<>();
        for (Mask mask : chosen) {
            if (mask.toString().chars().anyMatch(Character::isISOControl)) {
                throw new BackupException(Code.BAD_ARGUMENT, mask, Messages.text("filter.control"));
            }
            next.add(maskOf.apply(mask.toString()));
        }
        lock.lock();
        try {
            home.writeText(Home.FILTERS, next.stream().map(mask -> mask + "\n").reduce("", String::concat));
            masks = List.copyOf(next);
        } finally {
            lock.unlock();
        }
    }

    public SortedMap<String, String> settings() {
        lock.lock();
        try {
            SortedMap<String, String> all = new TreeMap<>();
            all.put(DEVICE, config.get("General", DEVICE).orElse(""));
            for (Setting setting : Setting.values()) {
                all.put(setting.word(), setting.in(config));
            }
            return all;
        } catch (BackupException checkedBefore) {
            throw new IllegalStateException(checkedBefore);
        } finally {
            lock.unlock();
        }
    }

    public void set(String name, String value) throws BackupException {
        if (name.equalsIgnoreCase(DEVICE)) {
            throw new BackupException(Code.BAD_ARGUMENT, value, Messages.text("setting.fixed", DEVICE));
        }
        Setting setting = Setting.of(name).orElseThrow(() -> new BackupException(Code.BAD_ARGUMENT, name,
                Messages.text("setting.unknown", String.join(", ", settings().keySet()))));
        lock.lock();
        try {
            ConfigFile next = ConfigFile.parse(config.text());
            setting.set(next, value);
            home.writeText(Home.CONFIG, next.text());
            config = next;
        } finally {
            lock.unlock();
        }
    }

    /** What a setting does, in one sentence; empty for what is no setting. */
    public String explain(String name) {
        return name.equalsIgnoreCase(DEVICE) ? Messages.text("setting." + DEVICE)
                : Setting.of(name).map(Setting::explanation).orElse("");
    }

    /** A setting that is a number. */
    public int number(Setting setting) {
        return Integer.parseInt(settings().get(setting.word()));
    }

    /** What data sources may use. */
    public Set<Aid> aids() {
        SortedMap<String, String> all = settings();
        return Setting.AIDS.entrySet().stream().filter(aid -> !all.get(aid.getValue().word()).equals(Setting.OFF))
                .map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    /** Data sources may not use that any more, until a person allows it again. */
    public void forbid(Aid aid) {
        try {
            set(Setting.of(aid).word(), Setting.OFF);
        } catch (BackupException notKept) {
            System.getLogger(Choices.class.getName()).log(System.Logger.Level.WARNING, notKept.getMessage(), notKept);
        }
    }

    public EngineSettings engine() {
        lock.lock();
        try {
            return Setting.engine(config);
        } catch (BackupException checkedBefore) {
            throw new IllegalStateException(checkedBefore);
        } finally {
            lock.unlock();
        }
    }
}
