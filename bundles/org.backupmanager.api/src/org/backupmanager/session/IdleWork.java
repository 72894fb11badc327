package org.backupmanager.session;

import org.osgi.annotation.versioning.ProviderType;

/**
 * What a device does for its storage while no session runs, such as making parity. It steps aside when a session
 * starts, and goes on afterwards; what was cut short is done again.
 */
@ProviderType
public interface IdleWork {

    /** For a device that has none. */
    IdleWork NONE = new IdleWork() {
        @Override
        public void begin() {
            // there is nothing to do
        }

        @Override
        public boolean isDue() {
            return false;
        }

        @Override
        public boolean isRunning() {
            return false;
        }
    };

    /** Does now what there is to do, and after each session again; for processes that hold the device for long. */
    void begin();

    /** Whether there is something to do, under way or not. */
    boolean isDue();

    /** Whether something is under way, or is about to be. */
    boolean isRunning();
}
