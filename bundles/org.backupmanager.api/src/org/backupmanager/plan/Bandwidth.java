package org.backupmanager.plan;

import org.backupmanager.session.BackupException;
import org.osgi.annotation.versioning.ProviderType;

/**
 * How fast a device may send to its storage and read from it, and when. All connections together keep to it, and all
 * sessions; a change counts at once, also for what is under way. Safe for use by many threads.
 */
@ProviderType
public interface Bandwidth {

    /** What was set; {@link BandwidthLimits#NONE} at first. */
    BandwidthLimits limits();

    /**
     * Sets them; lasts as soon as it has returned.
     *
     * @throws BackupException {@code SOURCE_UNAVAILABLE} where a data source is named that is not there
     */
    void set(BandwidthLimits limits) throws BackupException;

    /** Whether they hold now. */
    boolean holds();
}
