package org.backupmanager.engine.internal.stored;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.backupmanager.content.CabinetDirectory;
import org.backupmanager.content.CabinetId;
import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.home.Home;
import org.backupmanager.pipeline.CabinetLayout;
import org.backupmanager.register.BackupRegister;
import org.backupmanager.register.SliceLocation;
import org.backupmanager.session.BackupException;

/**
 * Which stored cabinets are known to be damaged or lost, frame by frame, as verifications found them. Backups do not
 * rely on such slices, so that they are stored again where the source still has them; restores still try to read them.
 * A line of the file in the home: id of the cabinet, {@code damaged} or {@code missing}, ranges of frames; or the id
 * of a parity group and {@code parity}. Safe for use
 * by many threads.
 */
public final class Damages {

    private final Optional<Home> home;
    /** By the number of the cabinet; replaced as a whole. */
    private volatile Map<Integer, Wound> wounds = Map.of();
    /** Parity groups that are damaged. */
    private final Set<String> groups = ConcurrentHashMap.newKeySet();

    private Damages(Optional<Home> home) {
        this.home = home;
    }

    /**
     * What is wrong with a cabinet.
     *
     * @param cabinet that is damaged
     * @param missing whether the whole object is gone
     * @param frames that are damaged; all of them where it is missing, none where only what is around them is
     * @param slices the ordinals in these frames
     */
    public record Wound(CabinetId cabinet, boolean missing, BitSet frames, BitSet slices) {

        static Wound of(CabinetDirectory directory, boolean missing, BitSet frames) throws BackupException {
            CabinetLayout layout = CabinetLayout.of(directory);
            var slices = new BitSet(directory.count());
            frames.stream().filter(frame -> frame < layout.frames()).forEach(frame ->
                    slices.set(layout.firstSlice(frame), layout.firstSlice(frame) + layout.slices(frame)));
            return new Wound(directory.id(), missing, frames, slices);
        }
    }

    /** No damage, remembered nowhere. */
    public static Damages none() {
        return new Damages(Optional.empty());
    }

    /** As the home remembers them, for the cabinets that the register still knows. */
    public static Damages in(Home home, BackupRegister register) throws BackupException {
        var damages = new Damages(Optional.of(home));
        var read = new HashMap<Integer, Wound>();
        for (String line : home.readText(Home.DAMAGE).orElse("").lines().toList()) {
            if (line.matches("[0-9a-f]{32} parity")) {
                damages.groups.add(line.substring(0, 32));
                continue;
            }
            String[] words = line.split(" ");
            if (words.length < 2 || !words[0].matches("[0-9a-f]{64}")) {
                throw home.damaged(Home.DAMAGE, Messages.text("home.noText"));
            }
            OptionalInt number = register.number(new CabinetId(words[0]));
            if (number.isPresent()) {
                BitSet frames = FrameRanges.parse(words.length > 2 ? words[2] : "");
                read.put(number.getAsInt(), Wound.of(register.cabinet(number.getAsInt()),
                        words[1].equals("missing"), frames));
            }
        }
        damages.wounds = Map.copyOf(read);
        return damages;
    }

    public boolean isEmpty() {
        return wounds.isEmpty();
    }

    /** Whether the slice at that place is damaged. */
    public boolean hits(SliceLocation location) {
        Wound wound = wounds.get(location.cabinet());
        return wound != null && wound.slices.get(location.ordinal());
    }

    /** What is wrong with the cabinet of that number. */
    public Optional<Wound> of(int cabinet) {
        return Optional.ofNullable(wounds.get(cabinet));
    }

    /** All of them, by the numbers of their cabinets. */
    public Map<Integer, Wound> all() {
        return wounds;
    }

    /** Takes note of damage. */
    public synchronized void add(int number, CabinetDirectory cabinet, boolean missing, BitSet frames)
            throws BackupException {
        var next = new HashMap<>(wounds);
        next.put(number, Wound.of(cabinet, missing, frames));
        wounds = next;
    }

    /** The cabinet is sound, or stored no more. */
    public synchronized void remove(int number) {
        if (wounds.containsKey(number)) {
            var next = new HashMap<>(wounds);
            next.remove(number);
            wounds = next;
        }
    }

    /** These slices of a cabinet are taken for healed; only in a copy that was {@link #supposed}. */
    public synchronized void suppose(int number, BitSet healed) {
        if (home.isPresent()) {
            throw new IllegalStateException("what is only supposed must not be remembered");
        }
        Wound wound = wounds.get(number);
        var slices = (BitSet) wound.slices.clone();
        slices.andNot(healed);
        var next = new HashMap<>(wounds);
        next.put(number, new Wound(wound.cabinet, wound.missing, wound.frames, slices));
        wounds = next;
    }

    /** Takes what these know for known; only where nothing is remembered. */
    public synchronized void suppose(Damages others) {
        if (home.isPresent()) {
            throw new IllegalStateException("what is only supposed must not be remembered");
        }
        wounds = others.wounds;
    }

    /** The ids of parity groups that are damaged. */
    public Set<String> groups() {
        return Set.copyOf(groups);
    }

    public void addGroup(String id) {
        groups.add(id);
    }

    public void removeGroup(String id) {
        groups.remove(id);
    }

    /** Writes all of it to the home. */
    public synchronized void save() throws BackupException {
        if (home.isEmpty()) {
            return;
        }
        List<String> lines = new ArrayList<>();
        wounds.values().forEach(wound -> lines.add(wound.cabinet.hex() + (wound.missing ? " missing " : " damaged ")
                + FrameRanges.write(wound.frames)));
        groups.forEach(group -> lines.add(group + " parity"));
        lines.sort(null);
        if (lines.isEmpty()) {
            home.get().delete(Home.DAMAGE);
        } else {
            home.get().writeText(Home.DAMAGE, String.join("\n", lines) + "\n");
        }
    }
}
