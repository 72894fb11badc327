package org.backupmanager.plan;

import org.osgi.annotation.versioning.ProviderType;

/** What a device does by itself, and when. */
@ProviderType
public interface Plans {

    /** When backups start. */
    Schedules schedules();

    /** What runs before and after them. */
    Scripts scripts();

    /** Which sessions are kept for ever. */
    Archiving archiving();

    /** How long the others are kept. */
    Retention retention();

    /** Which folders follow the sessions. */
    default ContinuousRestores continuous() {
        throw new UnsupportedOperationException("nothing is restored continuously here");
    }

    /** How fast it may send and read. */
    Bandwidth bandwidth();
}
