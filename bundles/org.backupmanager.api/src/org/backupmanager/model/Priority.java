package org.backupmanager.model;

/** How early an item is processed. The order of the constants is the order of processing. */
public enum Priority {
    HIGH("High"), NORMAL("Normal"), LOW("Low");

    private final String word;

    Priority(String word) {
        this.word = word;
    }

    /** As the command line spells it. */
    public String word() {
        return word;
    }
}
