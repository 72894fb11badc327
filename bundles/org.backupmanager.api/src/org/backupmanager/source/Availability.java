package org.backupmanager.source;

/**
 * Whether a data source can be used on this machine.
 *
 * @param here whether it can
 * @param reason why not, for a person; empty where it can
 */
public record Availability(boolean here, String reason) {

    /** It can be used. */
    public static final Availability HERE = new Availability(true, "");

    /** It cannot, and why. */
    public static Availability because(String reason) {
        return new Availability(false, reason);
    }
}
