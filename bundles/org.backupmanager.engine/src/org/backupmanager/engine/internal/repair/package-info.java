/**
 * Heals what is stored. Starts in {@code RepairRun}, whose steps are made so that a crash between any two of them
 * leaves
 * nothing worse than before:
 * <ol>
 * <li>A cabinet that is missing and comes back byte for byte, from a second copy or from parity, is put under its name.
 * <li>Of one that is damaged, frames that can be had elsewhere go into new cabinets; the damaged object stays.
 * <li>Files whose slices are lost are read again from their source; slices that are found go into new cabinets.
 * <li>Where nothing that is needed is left in a damaged cabinet alone, its sound frames go into a new cabinet, too.
 * <li>New cabinets are read back and checked, and noted in a part of the register. Only then the damaged objects go,
 * and their parity groups; the cabinets get new ones.
 * </ol>
 * Without {@code apply} the same is found out and nothing is stored.
 */
package org.backupmanager.engine.internal.repair;
