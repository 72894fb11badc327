package org.backupmanager.source;

import org.backupmanager.model.ItemAttributes;
import org.backupmanager.model.ItemPath;

/**
 * One thing to keep: a file, a folder, a database, a virtual disk. Known elsewhere as node or entry.
 *
 * @param path where it stands in its data source
 * @param attributes all but its content
 */
public record Item(ItemPath path, ItemAttributes attributes) {
}
