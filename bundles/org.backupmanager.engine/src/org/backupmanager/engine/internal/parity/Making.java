package org.backupmanager.engine.internal.parity;

import org.backupmanager.pipeline.Gate;

/** Hears how far the making of groups is, and lets it go on or ends it. */
@FunctionalInterface
public interface Making extends Gate {

    /** So many groups are going to be made. */
    default void planned(int groups) {
        // most only let it go on
    }

    /** One of them exists. */
    default void made() {
        // most only let it go on
    }
}
