/**
 * Reed-Solomon parity over groups of cabinets, so that lost and damaged ones heal. Starts in {@code ParityGroups}. Groups
 * are formed when a backup session is committed, out of cabinets that are in no group yet; they are never needed for
 * reading what is sound, and no session fails because of them.
 * <p>
 * Whoever removes cabinets for good calls {@code ParityGroups.dissolve} with their ids, after their objects are gone:
 * the other members of their groups are put into new groups at the next occasion, and the old parity is removed.
 * Until then a group heals less, and nothing else is wrong.
 */
package org.backupmanager.engine.internal.parity;
