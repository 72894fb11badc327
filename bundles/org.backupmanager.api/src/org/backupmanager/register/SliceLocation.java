package org.backupmanager.register;

/**
 * Where a slice lies.
 *
 * @param cabinet number that the register gave to its cabinet, from 0
 * @param ordinal of the slice within the cabinet, from 0
 */
public record SliceLocation(int cabinet, int ordinal) {
}
