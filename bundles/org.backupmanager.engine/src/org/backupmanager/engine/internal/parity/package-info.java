/**
 * Reed-Solomon parity over groups of cabinets, so that lost and damaged ones heal. Starts in {@code ParityGroups}.
 * Groups are formed once a backup session is committed, out of cabinets that are in no group yet; they are never needed
 * for reading what is sound, and no session fails because of them.
 * <p>
 * Whoever removes cabinets for good need not do anything: the next time, groups that counted on cabinets which a
 * clean-up has removed are dissolved, and their other members are grouped anew. Until then such a group heals less, and
 * nothing else is wrong.
 */
package org.backupmanager.engine.internal.parity;
