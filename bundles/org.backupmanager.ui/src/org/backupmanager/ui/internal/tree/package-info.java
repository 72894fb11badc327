/**
 * Trees that read their branches when they are opened, and ticks that stand for a selection. Start with
 * {@link org.backupmanager.ui.internal.tree.LazyTree}.
 */
package org.backupmanager.ui.internal.tree;
