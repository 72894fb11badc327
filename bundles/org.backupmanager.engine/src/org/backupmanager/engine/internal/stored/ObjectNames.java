package org.backupmanager.engine.internal.stored;

import java.util.Locale;
import java.util.OptionalLong;

import org.backupmanager.content.CabinetId;
import org.backupmanager.model.SessionId;
import org.backupmanager.storage.ObjectName;

/**
 * Names of a device's objects in a storage.
 *
 * @param device name of the device; names that differ in case only are the same, so it is kept in lower case
 */
public record ObjectNames(String device) {

    private static final int DIGITS = 12;

    public ObjectNames {
        device = device.toLowerCase(Locale.ROOT);
    }

    /** Parameters and wrapped keys: what makes a device exist. */
    public ObjectName vault() {
        return below("vault");
    }

    /** All cabinets are below it. */
    public ObjectName cabinets() {
        return below("cabinets");
    }

    public ObjectName cabinet(CabinetId id) {
        return cabinets().child(id.hex().substring(0, 2)).child(id.hex());
    }

    /** All session roots are below it. */
    public ObjectName sessions() {
        return below("sessions");
    }

    public ObjectName session(SessionId id) {
        return sessions().child(numbered(id.number()));
    }

    /** All marks of sessions are below it. */
    public ObjectName marks() {
        return below("marks");
    }

    public ObjectName mark(long number) {
        return marks().child(numbered(number));
    }

    /** All parts of the register are below it. */
    public ObjectName registerParts() {
        return below("register");
    }

    public ObjectName registerPart(long number) {
        return registerParts().child(numbered(number));
    }

    /** All notes of homes are below it. */
    public ObjectName homes() {
        return below("homes");
    }

    /** A note of a home; the one with the highest number counts. */
    public ObjectName home(String home, long number) {
        return homes().child(home + "-" + numbered(number));
    }

    /** Says that a person declared the home dead. */
    public ObjectName retired(String home) {
        return homes().child(home + "-retired");
    }

    /** What was removed and can be brought back is named below it. */
    public ObjectName quarantine() {
        return below("quarantine");
    }

    /** Lists of what is gone for good are below it. */
    public ObjectName purged() {
        return below("purged");
    }

    /** The list of a home; the one with the highest number counts. */
    public ObjectName purged(String home, long number) {
        return purged().child(home + "-" + numbered(number));
    }

    /** All parity is below it. */
    public ObjectName parity() {
        return below("parity");
    }

    /** What makes a parity group exist. */
    public ObjectName parityManifest(String group) {
        return parity().child(group).child("manifest");
    }

    /** A parity object of a group, from 0. */
    public ObjectName parity(String group, int row) {
        return parity().child(group).child(Integer.toString(row));
    }

    /** The number at the end of the name of a session root, mark or register part; empty for other names. */
    static OptionalLong number(ObjectName name) {
        String part = name.lastPart();
        boolean numbered = part.length() == DIGITS && part.chars().allMatch(c -> c >= '0' && c <= '9');
        return numbered ? OptionalLong.of(Long.parseLong(part)) : OptionalLong.empty();
    }

    private ObjectName below(String part) {
        return new ObjectName(device).child(part);
    }

    /** A number as it stands in names: twelve digits, so that names sort by it. */
    static String numbered(long number) {
        return String.format(Locale.ROOT, "%0" + DIGITS + "d", number);
    }
}
