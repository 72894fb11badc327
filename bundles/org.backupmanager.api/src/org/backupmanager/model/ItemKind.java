package org.backupmanager.model;

/** What an item is. The ordinal is stored: new kinds go to the end. */
public enum ItemKind {
    FILE, DIRECTORY, SYMLINK, FIFO, SOCKET, CHARACTER_DEVICE, BLOCK_DEVICE;

    /** Whether items of this kind have content to slice. */
    public boolean hasContent() {
        return this == FILE;
    }
}
