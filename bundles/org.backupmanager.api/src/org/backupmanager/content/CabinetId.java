package org.backupmanager.content;

/**
 * The name of a cabinet: 64 lower-case hex digits derived from what it holds. Known elsewhere as pack id.
 *
 * @param hex the digits
 */
public record CabinetId(String hex) {

    public CabinetId {
        if (!hex.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("a cabinet id is 64 hex digits, not " + hex);
        }
    }

    /** The first eight digits. */
    @Override
    public String toString() {
        return hex.substring(0, 8);
    }
}
