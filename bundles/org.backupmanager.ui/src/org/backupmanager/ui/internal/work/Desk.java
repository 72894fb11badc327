package org.backupmanager.ui.internal.work;

import java.time.InstantSource;

import org.backupmanager.session.Device;
import org.backupmanager.ui.internal.look.Amounts;
import org.backupmanager.ui.internal.look.Look;
import org.backupmanager.ui.internal.look.Shapes;

/**
 * What every page works with.
 *
 * @param device the open device
 * @param feed news of running sessions
 * @param standing what is chosen and what was backed up
 * @param background for slow work
 * @param look how things look
 * @param amounts how numbers are written
 * @param clock the time
 * @param guide leads to other pages
 */
public record Desk(Device device, SessionFeed feed, Standing standing, Background background, Look look,
        Amounts amounts, InstantSource clock, Guide guide) {

    /** What pages are made of. */
    public Shapes shapes() {
        return look.shapes();
    }
}
