package org.backupmanager.ui.internal.tree;

import org.eclipse.osgi.util.NLS;

/** Texts of this package. */
final class Messages extends NLS {

    public static String loading;
    public static String empty;

    static {
        initializeMessages("org.backupmanager.ui.internal.tree.messages", Messages.class);
    }

    private Messages() {
    }
}
