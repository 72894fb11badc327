package org.backupmanager.source.files.internal;

import java.util.List;
import java.util.function.Function;

import org.backupmanager.model.ItemPath;
import org.backupmanager.source.Item;

/**
 * What all folders of a scan have in common.
 *
 * @param rules what was chosen
 * @param leftOut what is never chosen
 * @param attributes makes attributes
 * @param opener opens folders and files
 * @param before what the last session holds directly in a folder
 */
record ScanPlan(Rules rules, LeftOut leftOut, AttributeReader attributes, Opener opener,
        Function<ItemPath, List<Item>> before) {
}
