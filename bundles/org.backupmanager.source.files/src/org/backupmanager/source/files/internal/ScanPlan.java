package org.backupmanager.source.files.internal;

import java.util.function.Predicate;

import org.backupmanager.model.ItemPath;

/**
 * What all folders of a scan have in common.
 *
 * @param rules what was chosen
 * @param leftOut what is never chosen
 * @param attributes makes attributes
 * @param opener opens folders and files
 * @param closed folders that are not gone into
 */
record ScanPlan(Rules rules, LeftOut leftOut, AttributeReader attributes, Opener opener, Predicate<ItemPath> closed) {

    /** The same, with other closed folders. */
    ScanPlan without(Predicate<ItemPath> folders) {
        return new ScanPlan(rules, leftOut, attributes, opener, folders);
    }
}
