package org.backupmanager.ui.internal;

/** The pages of the rail, in their order. */
enum PageName {
    OVERVIEW, BACKUP, RESTORE, STORAGE, PREFERENCES;

    String icon() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    String label() {
        return switch (this) {
            case OVERVIEW -> Messages.overview;
            case BACKUP -> Messages.backup;
            case RESTORE -> Messages.restore;
            case STORAGE -> Messages.storage;
            case PREFERENCES -> Messages.preferences;
        };
    }
}
