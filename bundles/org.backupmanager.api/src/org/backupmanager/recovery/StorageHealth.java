package org.backupmanager.recovery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.backupmanager.model.ItemPath;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;

/**
 * How sound the storage of a device is, as far as its home knows: what was checked, what was found damaged, what
 * protects it, and what waits to be removed for good.
 *
 * @param stored all cabinets
 * @param verified what of them was checked
 * @param damage that is known and neither healed nor in quarantine
 * @param parity that protects them
 * @param quarantine what can still be brought back, oldest first
 */
public record StorageHealth(Extent stored, Verified verified, List<Damage> damage, Parity parity,
        List<Quarantined> quarantine) {

    public StorageHealth {
        damage = List.copyOf(damage);
        quarantine = List.copyOf(quarantine);
    }

    /** How many items cannot be restored from at least one session. */
    public long lostItems() {
        return damage.stream().flatMap(one -> one.losses().stream()).map(loss -> List.of(loss.source(), loss.path()))
                .distinct().count();
    }

    /** Cabinets, and their bytes in the storage. */
    public record Extent(long cabinets, long bytes) {
    }

    /**
     * What was checked.
     *
     * @param inUse cabinets that are not in quarantine
     * @param sound those of them that were sound when they were checked last
     * @param oldest when the one of them was checked that was not for the longest time; empty where none was
     * @param last the verification that ended last, whatever it checked and found
     * @param unfinished whether a verification of everything was stopped; the next one goes on where it stopped
     */
    public record Verified(Extent inUse, Extent sound, Optional<Instant> oldest, Optional<SessionReport> last,
            boolean unfinished) {
    }

    /**
     * A damaged object of the storage and what that costs, as of the verification or repair that looked last.
     *
     * @param object its name in the storage; empty for what is stored in no cabinet that is known
     * @param missing whether it is not there at all
     * @param parity whether it is parity, by which no item is lost
     * @param losses items that cannot be restored because of it
     */
    public record Damage(String object, boolean missing, boolean parity, List<Loss> losses) {

        public Damage {
            losses = List.copyOf(losses);
        }
    }

    /**
     * An item that cannot be restored.
     *
     * @param source id of its data source
     * @param path of the item
     * @param sessions from which it cannot be restored, as stretches that begin and end with one of them
     */
    public record Loss(String source, ItemPath path, List<Stretch> sessions) {

        public Loss {
            sessions = List.copyOf(sessions);
        }
    }

    /** All restorable sessions of a data source from the first to the last. */
    public record Stretch(SessionId first, SessionId last) {
    }

    /**
     * How cabinets are protected by parity; it is made while no session runs.
     *
     * @param scheme cabinets and parity objects of a group as the setting has them, such as {@code 20+2}
     * @param state where it stands
     * @param covered cabinets that are in a group
     * @param open cabinets that are in none
     * @param groups how many there are
     * @param damaged groups of which something is damaged or missing
     * @param made groups that were made since work began; 0 while nothing works
     * @param planned groups that are to be made, those that are made included; 0 where none is
     * @param failure why it could not be made when that was tried last; empty where it could
     * @param failed when that was
     */
    public record Parity(String scheme, State state, int covered, int open, int groups, int damaged, int made,
            int planned, String failure, Optional<Instant> failed) {

        /** Where the making of parity stands. */
        public enum State {
            /** The setting wants none. */
            OFF("Off"),
            /** There is no group to be made: fewer cabinets are open than a group has. */
            COMPLETE("Complete"),
            /** A group is to be made as soon as no session runs and a process stays for it. */
            DUE("Due"),
            /** A group is being made. */
            WORKING("Working"),
            /** It could not be made; it is tried again after the next session. */
            FAILED("Failed");

            private final String word;

            State(String word) {
                this.word = word;
            }

            /** As scripts read it. */
            public String word() {
                return word;
            }
        }
    }

    /**
     * A session, or cabinets, that will be removed for good.
     *
     * @param session that can be brought back; empty where it is about cabinets that no session needs
     * @param cabinets of that, with their bytes; none of a session
     * @param since when they were put there, by the clock of the computer that did it
     * @param daysLeft days until a clean-up may remove it, as far as this home has counted; 0 for at the next one
     */
    public record Quarantined(Optional<SessionId> session, Extent cabinets, Instant since, int daysLeft) {
    }
}
