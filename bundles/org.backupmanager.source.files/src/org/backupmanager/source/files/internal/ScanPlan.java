package org.backupmanager.source.files.internal;

/**
 * What all folders of a scan have in common.
 *
 * @param rules what was chosen
 * @param leftOut what is never chosen
 * @param attributes makes attributes
 * @param opener opens folders and files
 */
record ScanPlan(Rules rules, LeftOut leftOut, AttributeReader attributes, Opener opener) {
}
