package org.backupmanager.ui.internal.tree;

import java.time.Instant;
import java.util.Optional;

import org.backupmanager.model.ItemKind;
import org.backupmanager.model.ItemPath;

/**
 * One row of a tree.
 *
 * @param path where it stands
 * @param label what to show
 * @param kind for its icon
 * @param size bytes, or -1 where nobody knows
 * @param modified when it changed, where that is known
 * @param hasChildren whether opening it shows more
 */
public record Leaf(ItemPath path, String label, ItemKind kind, long size, Optional<Instant> modified,
        boolean hasChildren) {
}
