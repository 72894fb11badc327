package org.backupmanager.source;

import org.backupmanager.model.ItemPath;
import org.backupmanager.model.ItemKind;

/**
 * Something a person may tick when choosing what to back up.
 *
 * @param path where it stands in the data source
 * @param label what to show
 * @param kind for its icon; a folder or a group is a {@code DIRECTORY}
 * @param size bytes, or -1 where it would take work to know
 * @param hasChildren whether opening it shows more
 */
public record Selectable(ItemPath path, String label, ItemKind kind, long size, boolean hasChildren) {
}
