package org.backupmanager.remote.internal;

/**
 * An object of the other end that is used no more.
 *
 * @param number of the object there
 * @param times it was sent here: where it has been sent once more meanwhile, it is still used
 */
record Forgotten(long number, int times) {
}
