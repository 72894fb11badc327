/**
 * The words everybody shares: plain values without behaviour of their own. Start with {@link
 * org.backupmanager.model.ItemPath} and
 * {@link org.backupmanager.model.SessionReport}.
 */
@Version("1.0.0")
package org.backupmanager.model;

import org.osgi.annotation.versioning.Version;
