/** Brings a register in line with the storage, or makes it anew from there. Starts in {@code Rebuild}. */
package org.backupmanager.engine.internal.rebuild;
