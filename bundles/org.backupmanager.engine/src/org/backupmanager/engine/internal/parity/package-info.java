/**
 * Reed-Solomon parity over groups of cabinets, so that lost and damaged ones heal. Starts in {@code ParityGroups}.
 * Groups
 * are formed when a backup session is committed, out of cabinets that are in no group yet; they are never needed for
 * reading what is sound, and no session fails because of them.
 * <p>
 * Whoever removes cabinets for good need not do anything: the next backup dissolves groups that counted on cabinets
 * which
 * neither the register nor the storage has, and groups their other members anew. {@code ParityGroups.dissolve} does
 * it at
 * once. Until then such a group heals less, and nothing else is wrong.
 */
package org.backupmanager.engine.internal.parity;
